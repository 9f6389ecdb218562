/** One quote: its words, its place, its references, and the ways to check it. */
import { button, h, outwardLink, webAddress } from "./element.js";
import { bytesMatch, citationText, placeText } from "./receipt.js";
import { referenceList } from "./references.js";

/**
 * @param {object} quote
 * @param {object} source the source it is from
 * @param {string} endpoint base address of the service
 */
export function quoteItem(quote, source, endpoint) {
  const reader = readerLink(quote, endpoint);
  const words = h("blockquote", { part: "quote-text", dir: "auto" }, quote.text);
  words.addEventListener("click", () => {
    if (String(getSelection()) === "") reader.click();
  });
  const check = h("span", { class: "check" });
  markBytes(quote, check, words);
  const place = placeText(quote);
  return h(
    "li",
    { class: "quote", part: "quote", value: quote.n },
    words,
    place ? h("p", { class: "place", part: "place", dir: "auto" }, place) : null,
    referenceList(quote.references, source.references),
    h(
      "div",
      { class: "tools", part: "tools" },
      reader,
      quote.links.original ? outwardLink(quote.links.original, "Original page", { "aria-label": `Original page of quote ${quote.n}` }) : null,
      copyButton(quote, source, reader.href),
      check,
    ),
  );
}

function readerLink(quote, endpoint) {
  const href = webAddress(quote.links.reader, endpoint);
  const elsewhere = href !== null && new URL(href).origin !== location.origin;
  return h(
    "a",
    {
      class: "reader",
      part: "reader-link",
      href,
      "aria-label": `Read quote ${quote.n} in context`,
      target: elsewhere ? "_blank" : null,
      rel: elsewhere ? "noopener" : null,
    },
    "Read in context",
  );
}

async function markBytes(quote, check, words) {
  const match = await bytesMatch(quote);
  if (match === null) return;
  if (match) {
    check.classList.add("matched");
    check.title = "This browser hashed the quoted text again: it has the SHA-256 of its receipt";
    check.textContent = "✓ bytes match";
    return;
  }
  const warning = "Warning: the text shown here does not have the SHA-256 of its receipt. Do not rely on it.";
  words.after(h("p", { class: "mismatch", part: "mismatch", role: "alert" }, warning));
}

function copyButton(quote, source, reader) {
  const text = citationText(quote, source, reader);
  const copy = button(
    "Copy with citation",
    async () => {
      try {
        await navigator.clipboard.writeText(text);
        copy.textContent = "Copied";
      } catch {
        offerByHand(copy, text);
      }
    },
    { class: "quiet", part: "copy", "aria-label": `Copy quote ${quote.n} with citation` },
  );
  return copy;
}

function offerByHand(copy, text) {
  const field = h("textarea", { class: "by-hand", readonly: true, rows: 5, "aria-label": "Quote with citation, to be copied" });
  field.value = text;
  copy.replaceWith(field);
  field.focus();
  field.select();
}
