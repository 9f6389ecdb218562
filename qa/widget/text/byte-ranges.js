/** Byte ranges of a UTF-8 text: read from an address, and found in a JavaScript string. */

/** The ranges that `#q=10-20`, `#q=10-20,40-60` or `#q=10-20&q=40-60` names, merged and in order. */
export function rangesOf(hash) {
  const named = new URLSearchParams(hash.replace(/^#/, "")).getAll("q").join(",");
  const ranges = [...named.matchAll(/(?<![^,])(\d{1,15})-(\d{1,15})(?![^,])/g)].map(([, start, end]) => [+start, +end]);
  return merged(ranges.filter(([start, end]) => start < end));
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

function merged(ranges) {
  const result = [];
  for (const [start, end] of ranges.sort((one, other) => one[0] - other[0])) {
    const last = result.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else result.push([start, end]);
  }
  return result;
}
