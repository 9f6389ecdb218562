/**
 * Marks byte ranges of a document in a page. Every element with `data-b="start-end"` shows exactly the bytes
 * start (included) to end (excluded) of the canonical UTF-8 text, in one text node.
 */
import { h } from "./element.js";

const POINTED = "pincite-pointed";

/** The ranges that `#q=10-20`, `#q=10-20,40-60` or `#q=10-20&q=40-60` names, merged and in order. */
export function rangesOf(hash) {
  const named = new URLSearchParams(hash.replace(/^#/, "")).getAll("q").join(",");
  const ranges = [...named.matchAll(/(?<![^,])(\d{1,15})-(\d{1,15})(?![^,])/g)].map(([, start, end]) => [+start, +end]);
  return merged(ranges.filter(([start, end]) => start < end));
}

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

/** The UTF-16 index of the character that holds the byte at `offset`, or of the next one if `up`. */
export function indexOfByte(text, offset, up = false) {
  let bytes = 0;
  let index = 0;
  for (const character of text) {
    if (bytes >= offset) break;
    const next = bytes + utf8Length(character.codePointAt(0));
    if (next > offset && !up) break;
    bytes = next;
    index += character.length;
  }
  return index;
}

function utf8Length(point) {
  if (point < 0x80) return 1;
  if (point < 0x800) return 2;
  return point < 0x10000 ? 3 : 4;
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

function merged(ranges) {
  const result = [];
  for (const [start, end] of ranges.sort((one, other) => one[0] - other[0])) {
    const last = result.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else result.push([start, end]);
  }
  return result;
}
