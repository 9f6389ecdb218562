import assert from "node:assert/strict";
import { test } from "node:test";

import { audiences, count, isGrave, kindName, reasonName, reviewName, standingName, standingSentence } from "../../../../../qa/widget/text/labels.js";

test("codes have names, and a code without one is shown in words", () => {
  assert.equal(kindName("systematic_review"), "Systematic review");
  assert.equal(kindName("case_report"), "case report");
  assert.equal(reviewName("under_review"), "under review");
  assert.equal(standingName("expression_of_concern"), "expression of concern");
  assert.match(reasonName("no_evidence"), /^No evidence/);
});

test("a source that is current gets no sentence, any other one", () => {
  assert.equal(standingSentence("current"), null);
  assert.equal(standingSentence("superseded"), "This source has been superseded by a newer one.");
  assert.equal(standingSentence("under_inquiry"), "Status of this source: under inquiry.");
});

test("retracted and withdrawn works are grave, others are not", () => {
  assert.deepEqual(["retracted", "withdrawn", "corrected", "current"].map(isGrave), [true, true, false, false]);
});

test("audiences are codes with names", () => {
  assert.deepEqual(audiences[0], ["patient", "Patient"]);
  assert.equal(audiences.length, 6);
});

test("nouns are counted", () => {
  assert.deepEqual([0, 1, 2].map((number) => count(number, "quote")), ["0 quotes", "1 quote", "2 quotes"]);
});
