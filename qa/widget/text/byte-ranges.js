/** Byte ranges of a UTF-8 text: read from an address, and found in a JavaScript string. */

/** @import { Quote } from "../transport/schema.js" */

/** @typedef {[start: number, end: number]} ByteRange half-open */

/**
 * The quoted ranges that `#q=10-20`, `#q=10-20,40-60` or `#q=10-20&q=40-60` names, merged and in order.
 *
 * @param {string} hash of an address
 * @returns {ByteRange[]}
 */
export function rangesOf(hash) {
  return rangesNamed("q", hash);
}

/**
 * The ranges that answer, which `#q=10-20&a=12-15` names beside what is quoted.
 *
 * @param {string} hash of an address
 * @returns {ByteRange[]}
 */
export function answersOf(hash) {
  return rangesNamed("a", hash);
}

/**
 * The page on which a byte is.
 *
 * @param {string} pages the number and first byte of each page in order: `12:0 13:2400`
 * @param {number} byte
 * @returns {number | null} its number; null where there are no pages, or the byte is before the first of them
 */
export function pageAt(pages, byte) {
  const starts = [...pages.matchAll(/(\d+):(\d+)/g)].map(([, number, start]) => [Number(number), Number(start)]);
  const page = starts.findLast(([, start]) => start <= byte);
  return page ? page[0] : null;
}

/**
 * @param {"q" | "a"} name
 * @param {string} hash
 * @returns {ByteRange[]} merged, in order
 */
function rangesNamed(name, hash) {
  const named = new URLSearchParams(hash.replace(/^#/, "")).getAll(name).join(",");
  const ranges = [...named.matchAll(/(?<![^,])(\d{1,15})-(\d{1,15})(?![^,])/g)].map(
    ([, start, end]) => /** @type {ByteRange} */ ([Number(start), Number(end)]),
  );
  return merged(ranges.filter(([start, end]) => start < end));
}

/**
 * The parts of a piece that ranges cover, counted from the start of the piece.
 *
 * @param {ByteRange[]} ranges merged, in order
 * @param {ByteRange} piece
 * @returns {ByteRange[]}
 */
export function coveredPart(ranges, [from, to]) {
  return ranges
    .filter(([start, end]) => start < to && end > from)
    .map(([start, end]) => [Math.max(start, from) - from, Math.min(end, to) - from]);
}

/**
 * The text of a quote before, in and after what answers the question; all of it before where nothing is marked.
 *
 * @param {Pick<Quote, "text" | "byte_start" | "answer_span">} quote
 * @returns {[before: string, answering: string, after: string]}
 */
export function aroundAnswer({ text, byte_start: from, answer_span: span }) {
  // A turn that an earlier version of the widget kept has no such field.
  if (!span) return [text, "", ""];
  const start = indexOfByte(text, span.byte_start - from);
  const end = indexOfByte(text, span.byte_end - from, true);
  return [text.slice(0, start), text.slice(start, end), text.slice(end)];
}

/**
 * The UTF-16 index of the character that holds the byte at `offset`, or of the next character if `up`.
 *
 * @param {string} text
 * @param {number} offset in UTF-8 bytes
 * @param {boolean} [up]
 * @returns {number}
 */
export function indexOfByte(text, offset, up = false) {
  let bytes = 0;
  let index = 0;
  for (const character of text) {
    if (bytes >= offset) break;
    const next = bytes + utf8Length(character);
    if (next > offset && !up) break;
    bytes = next;
    index += character.length;
  }
  return index;
}

/**
 * @param {string} text
 * @returns {number} its length in UTF-8 bytes
 */
export function utf8Length(text) {
  return new TextEncoder().encode(text).length;
}

/**
 * @param {ByteRange[]} ranges
 * @returns {ByteRange[]} in order, those that overlap or touch made one
 */
function merged(ranges) {
  /** @type {ByteRange[]} */
  const result = [];
  for (const [start, end] of ranges.toSorted((one, other) => one[0] - other[0])) {
    const last = result.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else result.push([start, end]);
  }
  return result;
}
