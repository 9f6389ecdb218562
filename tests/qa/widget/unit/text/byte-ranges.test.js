import assert from "node:assert/strict";
import { test } from "node:test";

import { answersOf, aroundAnswer, coveredPart, indexOfByte, pageAt, rangesOf, utf8Length } from "../../../../../qa/widget/text/byte-ranges.js";

test("an address names ranges, which are merged and put in order", () => {
  const named = {
    "#q=1-2": [[1, 2]],
    "q=1-2": [[1, 2]],
    "#q=10-20,1-5": [[1, 5], [10, 20]],
    "#q=1-5&q=4-9": [[1, 9]],
    "#q=1-5,5-9": [[1, 9]],
    "#q=1-9,2-3": [[1, 9]],
    "#q=5-5": [],
    "#q=9-1,x,-3,1-2-3": [],
    "#q=1-9999999999999999": [],
    "#ref-3": [],
    "": [],
  };
  for (const [hash, ranges] of Object.entries(named)) assert.deepEqual(rangesOf(hash), ranges, hash);
});

test("ranges are cut to a piece and counted from its start", () => {
  assert.deepEqual(coveredPart([[0, 5], [8, 12], [18, 30]], [10, 20]), [[0, 2], [8, 10]]);
  assert.deepEqual(coveredPart([[0, 10], [20, 30]], [10, 20]), [], "touching is not covering");
});

test("every boundary of a character is found by its byte", () => {
  const text = "aé–😀न z";
  let bytes = 0;
  let index = 0;
  for (const character of text) {
    assert.equal(indexOfByte(text, bytes), index);
    assert.equal(indexOfByte(text, bytes, true), index);
    bytes += utf8Length(character);
    index += character.length;
  }
  assert.equal(indexOfByte(text, bytes), text.length);
  assert.equal(indexOfByte(text, bytes + 5), text.length);
});

test("a byte inside a character belongs to it, or to the next one going up", () => {
  const text = "a😀b";
  for (const offset of [2, 3, 4]) {
    assert.equal(indexOfByte(text, offset), 1);
    assert.equal(indexOfByte(text, offset, true), 3);
  }
});

test("an address names what answers beside what is quoted, and either without the other", () => {
  assert.deepEqual(answersOf("#q=10-20&a=12-15"), [[12, 15]]);
  assert.deepEqual(rangesOf("#q=10-20&a=12-15"), [[10, 20]]);
  assert.deepEqual(answersOf("#q=10-20"), []);
});

test("a quote is parted around what answers, at any characters", () => {
  const text = "aé–😀न\r\n z";
  const characters = [...text];
  const place = (/** @type {number} */ index) => 7 + utf8Length(characters.slice(0, index).join(""));
  for (let first = 0; first < characters.length; first += 1) {
    for (let last = first + 1; last <= characters.length; last += 1) {
      const parts = aroundAnswer({ text, byte_start: 7, answer_span: { byte_start: place(first), byte_end: place(last) } });
      assert.equal(parts.join(""), text);
      assert.equal(parts[1], characters.slice(first, last).join(""));
    }
  }
  assert.deepEqual(aroundAnswer({ text, byte_start: 7, answer_span: null }), [text, "", ""]);
});

test("the page of a byte is the last that begins at it or before it", () => {
  const pages = "3:10 4:40 6:90";
  const expected = { 9: null, 10: 3, 39: 3, 40: 4, 89: 4, 90: 6, 9000: 6 };
  for (const [byte, page] of Object.entries(expected)) assert.equal(pageAt(pages, Number(byte)), page);
  assert.equal(pageAt("", 5), null);
});
