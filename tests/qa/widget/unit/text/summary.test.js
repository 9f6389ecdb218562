import assert from "node:assert/strict";
import { test } from "node:test";

import { confidenceFigures, confidenceLevel, summaryOf } from "../../../../../qa/widget/text/summary.js";
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

test("the confidence of an answer is high or low", () => {
  const levels = [0.89, 0.9].map((score) => confidenceLevel(answer({ confidence: { ...answer().confidence, score } })));
  assert.deepEqual(levels, ["Low confidence", "High confidence"]);
});

test("an abstention speaks of confidence only where that was too low", () => {
  const confidence = { ...abstention().confidence, score: 0.2 };
  assert.equal(confidenceLevel(abstention({ confidence })), "Confidence too low to answer");
  assert.equal(confidenceLevel(abstention({ confidence, reason: "ambiguous_follow_up" })), null);
  assert.equal(confidenceLevel(abstention({ confidence, reason: "out_of_scope" })), null);
  assert.equal(confidenceLevel(abstention()), null);
});

test("figures have more digits where two would make different numbers look the same", () => {
  assert.equal(confidenceFigures({ score: 0.82, threshold: 0.5 }), "Score 0.82; an answer needs 0.50");
  assert.equal(confidenceFigures({ score: 0.4999, threshold: 0.5 }), "Score 0.4999; an answer needs 0.5000");
  assert.equal(confidenceFigures({ score: 0.5, threshold: 0.5 }), "Score 0.50; an answer needs 0.50");
});
