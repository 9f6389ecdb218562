/**
 * Marks byte ranges of a document in a page. Every element with `data-b="start-end"` shows exactly the bytes from
 * start to end (half-open) of the canonical UTF-8 text, in one text node.
 */
import { coveredPart, indexOfByte, utf8Length } from "../text/byte-ranges.js";
import { h } from "./nodes.js";

/** @import { ByteRange } from "../text/byte-ranges.js" */

const POINTED = "pincite-pointed";

/**
 * Wraps what the ranges cover below `root` in `<mark>`, and nothing else.
 *
 * @param {Element} root
 * @param {ByteRange[]} ranges merged, in order
 * @returns {HTMLElement[]} the marks in the order of the text
 */
export function highlight(root, ranges) {
  const pieces = /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-b]"));
  return [...pieces].flatMap((piece) => markPiece(piece, ranges));
}

/**
 * Removes every mark below `root`.
 *
 * @param {Element} root
 */
export function clearHighlight(root) {
  for (const mark of root.querySelectorAll("mark")) {
    const parent = mark.parentNode;
    mark.replaceWith(...mark.childNodes);
    parent?.normalize();
  }
}

/**
 * Points at bytes of a text node without changing it, where the browser can (CSS custom highlights): what is copied
 * stays as it was. One place at a time is pointed at.
 *
 * @param {Text} text
 * @param {number} start in bytes of the text
 * @param {number} end
 */
export function pointAt(text, start, end) {
  if (!CSS.highlights) return;
  const range = document.createRange();
  range.setStart(text, indexOfByte(text.data, start));
  range.setEnd(text, indexOfByte(text.data, end, true));
  CSS.highlights.set(POINTED, new Highlight(range));
}

/** Points at nothing. */
export function clearPointing() {
  CSS.highlights?.delete(POINTED);
}

/**
 * @param {HTMLElement} piece
 * @param {ByteRange[]} ranges
 * @returns {HTMLElement[]} the marks in the piece, in their order
 */
function markPiece(piece, ranges) {
  const [from, to] = (piece.dataset.b ?? "").split("-").map(Number);
  const node = piece.firstChild;
  if (!(node instanceof Text)) return [];
  const covered = coveredPart(ranges, [from, to]);
  // A piece that does not show its bytes exactly is marked as a whole.
  if (utf8Length(node.data) !== to - from) return covered.length ? [wrap(node, 0, node.length)] : [];
  const indexes = covered.map(([start, end]) => [indexOfByte(node.data, start), indexOfByte(node.data, end, true)]);
  // From the last to the first: wrapping leaves what comes before in the same text node.
  return indexes
    .toReversed()
    .map(([start, end]) => wrap(node, start, end))
    .toReversed();
}

/**
 * @param {Text} node
 * @param {number} start
 * @param {number} end
 * @returns {HTMLElement} a mark around that part of the text
 */
function wrap(node, start, end) {
  const range = document.createRange();
  range.setStart(node, start);
  range.setEnd(node, end);
  const mark = h("mark");
  range.surroundContents(mark);
  return mark;
}
