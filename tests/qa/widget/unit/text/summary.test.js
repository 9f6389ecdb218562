import assert from "node:assert/strict";
import { test } from "node:test";

import { confidenceText, summaryOf } from "../../../../../qa/widget/text/summary.js";
import { abstention, answer, QUOTE } from "../outcomes.js";

test("an answer is summed up by its quotes and sources", () => {
  assert.equal(summaryOf(answer()), "1 quote from 1 source.");
  assert.equal(summaryOf(answer({ quotes: [QUOTE, QUOTE] })), "2 quotes from 1 source.");
});

test("a question that was understood in other words is said in full first", () => {
  const interpreted = "How safe is riluzole?";
  assert.equal(summaryOf(answer({ interpreted_question: interpreted })), `Understood as: ${interpreted} 1 quote from 1 source.`);
});

test("an abstention is summed up by its message", () => {
  assert.equal(summaryOf(abstention()), "No answer. No evidence.");
});

test("confidence shows more digits where two would make different numbers look the same", () => {
  assert.equal(confidenceText({ score: 0.82, threshold: 0.5 }), "Confidence 0.82, needed 0.50");
  assert.equal(confidenceText({ score: 0.4999, threshold: 0.5 }), "Confidence 0.4999, needed 0.5000");
  assert.equal(confidenceText({ score: 0.5, threshold: 0.5 }), "Confidence 0.50, needed 0.50");
});
