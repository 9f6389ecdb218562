/**
 * Marks byte ranges of a document in a page. Every element with `data-b="start-end"` shows exactly the bytes from
 * start to end (half-open) of the canonical UTF-8 text, in one text node.
 */
import { coveredPart, indexOfByte, utf8Length } from "../text/byte-ranges.js";
import { h } from "./nodes.js";

/** @import { ByteRange } from "../text/byte-ranges.js" */

const POINTED = "pincite-pointed";

/**
 * Wraps what the ranges cover below `root` in `<mark>`, and nothing else. What answers the question gets `<strong>`
 * inside.
 *
 * @param {Element} root
 * @param {ByteRange[]} ranges merged, in order
 * @param {ByteRange[]} [answers] merged, in order
 * @returns {HTMLElement[]} the marks of the ranges in the order of the text
 */
export function highlight(root, ranges, answers = []) {
  const pieces = /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-b]"));
  return [...pieces].flatMap((piece) => markPiece(piece, ranges, answers));
}

/**
 * Removes every mark below `root`.
 *
 * @param {Element} root
 */
export function clearHighlight(root) {
  for (const mark of root.querySelectorAll("mark, mark .answer")) {
    const parent = mark.parentNode;
    mark.replaceWith(...mark.childNodes);
    parent?.normalize();
  }
}

/**
 * Points at bytes of an element's text without changing it, where the browser can (CSS custom highlights): what is
 * copied stays as it was. One place at a time is pointed at.
 *
 * @param {Element} element
 * @param {number} start in bytes of its text
 * @param {number} end
 */
export function pointAt(element, start, end) {
  if (!CSS.highlights) return;
  const text = element.textContent ?? "";
  const range = document.createRange();
  range.setStart(...placeAt(element, indexOfByte(text, start)));
  range.setEnd(...placeAt(element, indexOfByte(text, end, true)));
  CSS.highlights.set(POINTED, new Highlight(range));
}

/** Points at nothing. */
export function clearPointing() {
  CSS.highlights?.delete(POINTED);
}

/**
 * @param {Element} element
 * @param {number} index in its text
 * @returns {[node: Node, offset: number]} the text node with that place, and the place in it
 */
function placeAt(element, index) {
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let left = index;
  while (texts.nextNode()) {
    const { length } = /** @type {Text} */ (texts.currentNode);
    if (left <= length) return [texts.currentNode, left];
    left -= length;
  }
  return [element, element.childNodes.length];
}

/**
 * @param {HTMLElement} piece
 * @param {ByteRange[]} ranges
 * @param {ByteRange[]} answers
 * @returns {HTMLElement[]} the marks of the ranges in the piece, in their order
 */
function markPiece(piece, ranges, answers) {
  const [from, to] = (piece.dataset.b ?? "").split("-").map(Number);
  const node = piece.firstChild;
  if (!(node instanceof Text)) return [];
  const covered = coveredPart(ranges, [from, to]);
  // A piece that does not show its bytes exactly is marked as a whole.
  if (utf8Length(node.data) !== to - from) return covered.length ? [wrap(node, 0, node.length, "mark")] : [];
  const answering = indexesOf(node.data, coveredPart(answers, [from, to]));
  const marks = wrapEach(node, indexesOf(node.data, covered), "mark");
  for (const { wrapper, start, end } of marks) {
    const inside = wrapEach(/** @type {Text} */ (wrapper.firstChild), coveredPart(answering, [start, end]), "strong");
    for (const { wrapper: answer } of inside) answer.className = "answer";
  }
  return marks.map(({ wrapper }) => wrapper);
}

/**
 * @param {string} text
 * @param {ByteRange[]} ranges in bytes of the text
 * @returns {ByteRange[]} the same in UTF-16 units, with whole characters
 */
function indexesOf(text, ranges) {
  return ranges.map(([start, end]) => [indexOfByte(text, start), indexOfByte(text, end, true)]);
}

/**
 * @param {Text} node
 * @param {ByteRange[]} parts in UTF-16 units, apart and in order
 * @param {"mark" | "strong"} tag
 * @returns {{ wrapper: HTMLElement, start: number, end: number }[]} the elements around these parts, in order
 */
function wrapEach(node, parts, tag) {
  // From the last to the first: wrapping leaves what comes before in the same text node.
  return parts
    .toReversed()
    .map(([start, end]) => ({ wrapper: wrap(node, start, end, tag), start, end }))
    .toReversed();
}

/**
 * @param {Text} node
 * @param {number} start
 * @param {number} end
 * @param {"mark" | "strong"} tag
 * @returns {HTMLElement} an element around that part of the text
 */
function wrap(node, start, end, tag) {
  const range = document.createRange();
  range.setStart(node, start);
  range.setEnd(node, end);
  const wrapper = h(tag);
  range.surroundContents(wrapper);
  return wrapper;
}
