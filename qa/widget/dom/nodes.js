/** Builds DOM nodes. Text becomes text nodes, so nothing that a source says is ever read as markup. */

/**
 * @param {string} tag
 * @param {Object<string, string | number | boolean | null | undefined>} attributes false, null and undefined are left out
 * @param {...(Node | string | null | undefined | false)} children
 */
export function h(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

const LONG = 400;

/** A button that does one thing; `content` is a text, or nodes. */
export function button(content, action, attributes = {}) {
  const node = h("button", { type: "button", ...attributes }, ...[content].flat());
  node.addEventListener("click", action);
  return node;
}

/** The attributes of an element that shows a text in little room: a long one scrolls in it, by keyboard too. */
export function scrolling(text) {
  return text.length > LONG ? { class: "long", tabindex: "0" } : {};
}

/** Scrolls to a node, smoothly unless the reader asked for less motion. */
export function bringIntoView(node, block) {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  node.scrollIntoView({ block, behavior: still ? "auto" : "smooth" });
}

/** Offers a text as a file to save. */
export function saveAs(name, text, type) {
  const href = URL.createObjectURL(new Blob([text], { type }));
  h("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href));
}
