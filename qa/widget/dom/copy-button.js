/** Copies a quote with its citation; where the browser forbids that, offers the text to copy by hand. */
import { button, h } from "./nodes.js";

/**
 * @param {() => string} citation gives the text at the time of copying
 * @param {number} number of the quote
 * @returns {HTMLButtonElement}
 */
export function copyButton(citation, number) {
  const attributes = { class: "quiet", part: "copy", "aria-label": `Copy with citation: quote ${number}` };
  const copy = button("Copy with citation", async () => {
    const text = citation();
    try {
      await navigator.clipboard.writeText(text);
      copy.textContent = "Copied";
      copy.ariaLabel = `Copied: quote ${number}`;
    } catch {
      offerByHand(copy, text);
    }
  }, attributes);
  return copy;
}

/**
 * @param {HTMLElement} copy
 * @param {string} text
 */
function offerByHand(copy, text) {
  const field = h("textarea", { class: "by-hand", readonly: true, rows: 5, "aria-label": "Quote with citation, to copy by hand" });
  field.value = text;
  copy.replaceWith(field);
  field.focus();
  field.select();
}
