/**
 * Marks byte ranges of a document in a page. Every element with `data-b="start-end"` shows exactly the bytes
 * start (included) to end (excluded) of the canonical UTF-8 text, in one text node.
 */
import { indexOfByte } from "../text/byte-ranges.js";
import { h } from "./nodes.js";

const POINTED = "pincite-pointed";

/**
 * Wraps what the ranges cover below `root` in `<mark>`, and nothing else.
 *
 * @param {Element} root
 * @param {[number, number][]} ranges merged, in order
 * @returns {HTMLElement[]} the marks in the order of the text
 */
export function highlight(root, ranges) {
  const marks = [];
  for (const piece of root.querySelectorAll("[data-b]")) {
    const [from, to] = piece.dataset.b.split("-").map(Number);
    const covered = ranges
      .filter(([start, end]) => start < to && end > from)
      .map(([start, end]) => [Math.max(start, from) - from, Math.min(end, to) - from]);
    marks.push(...markPiece(piece, to - from, covered));
  }
  return marks;
}

/** Removes every mark below `root`. */
export function clear(root) {
  for (const mark of root.querySelectorAll("mark")) {
    const parent = mark.parentNode;
    mark.replaceWith(...mark.childNodes);
    parent.normalize();
  }
}

/**
 * Points at bytes of a text node without changing it, where the browser can (CSS custom highlights): what is
 * copied stays as it was. One place at a time is pointed at.
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

function markPiece(piece, length, covered) {
  const text = piece.textContent;
  const faithful = new TextEncoder().encode(text).length === length;
  const marks = [];
  for (const [start, end] of covered.reverse()) {
    const range = document.createRange();
    range.setStart(piece.firstChild, faithful ? indexOfByte(text, start) : 0);
    range.setEnd(piece.firstChild, faithful ? indexOfByte(text, end, true) : text.length);
    const mark = h("mark");
    range.surroundContents(mark);
    marks.unshift(mark);
    if (!faithful) break;
  }
  return marks;
}
