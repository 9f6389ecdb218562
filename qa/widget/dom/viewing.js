/** Scrolling, long texts and downloads. */
import { h } from "./nodes.js";

/** @import { Attributes } from "./nodes.js" */

const LONG_TEXT = 400;

/**
 * The attributes of an element with a text: a long text gets a box that scrolls, by keyboard too.
 *
 * @param {string} text
 * @returns {Attributes}
 */
export function scrollingIfLong(text) {
  return text.length > LONG_TEXT ? { class: "long", tabindex: "0" } : {};
}

/**
 * Scrolls to a node, smoothly unless the user has asked for less motion.
 *
 * @param {Element} node
 * @param {ScrollLogicalPosition} block
 */
export function bringIntoView(node, block) {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  node.scrollIntoView({ block, behavior: still ? "auto" : "smooth" });
}

/**
 * Offers a text as a file to save.
 *
 * @param {string} name
 * @param {string} text
 * @param {string} type media type
 */
export function saveAs(name, text, type) {
  const href = URL.createObjectURL(new Blob([text], { type }));
  h("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href));
}
