import assert from "node:assert/strict";
import { test } from "node:test";

import { introduction, isWholeQuestion, piecesOf } from "../../../../../qa/widget/text/mentions.js";

/**
 * @param {string} interpreted
 * @param {string[]} meanings
 * @returns {string} the question with its meanings in brackets
 */
function marked(interpreted, meanings) {
  return piecesOf(interpreted, meanings)
    .map(({ text, isMeaning }) => (isMeaning ? `[${text}]` : text))
    .join("");
}

test("a mention that is the whole question is compared by its words", () => {
  assert.ok(isWholeQuestion("Why", "  why?!"));
  assert.ok(isWholeQuestion("¿Por qué", "por qué?"));
  assert.ok(!isWholeQuestion("it", "Is it safe?"));
  assert.equal(introduction("it", "Is it safe?"), "“it” = ");
  assert.equal(introduction("why", "Why?"), "about ");
});

test("each meaning is marked once, at its first place", () => {
  assert.equal(marked("riluzole or riluzole in children?", ["riluzole", "children"]), "[riluzole] or riluzole in [children]?");
  assert.equal(marked("children on riluzole, riluzole", ["riluzole", "children", "riluzole"]), "[children] on [riluzole], [riluzole]");
});

test("what does not occur, is empty or is the whole question is not marked", () => {
  assert.equal(marked("Is it safe?", ["lithium", "", "Is it safe?"]), "Is it safe?");
});
