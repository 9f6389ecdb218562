/** An outcome in a sentence, for the status line and for screen readers. */
import { count } from "./labels.js";

/** @import { Confidence, Outcome } from "../transport/schema.js" */

/**
 * "2 quotes from 1 source.", after how the question was understood where that differs from its words.
 *
 * @param {Outcome} outcome
 * @returns {string}
 */
export function summaryOf(outcome) {
  const understood = outcome.interpreted_question === outcome.question ? "" : `Understood as: ${outcome.interpreted_question} `;
  if (outcome.outcome === "abstention") return `${understood}No answer. ${outcome.message}`;
  return `${understood}${count(outcome.quotes.length, "quote")} from ${count(outcome.sources.length, "source")}.`;
}

/**
 * "Confidence 0.82, needed 0.50", with more digits where two would make different numbers look the same.
 *
 * @param {Pick<Confidence, "score" | "threshold">} confidence
 * @returns {string}
 */
export function confidenceText({ score, threshold }) {
  const alike = score !== threshold && score.toFixed(2) === threshold.toFixed(2);
  const digits = alike ? 4 : 2;
  return `Confidence ${score.toFixed(digits)}, needed ${threshold.toFixed(digits)}`;
}
