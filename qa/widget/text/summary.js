/** An outcome in a few words, for the status line and the end of a turn. */
import { count } from "./labels.js";

/** @import { Confidence, Outcome } from "../transport/schema.js" */

/** Reasons to abstain before any search. */
const UNSEARCHED = ["ambiguous_follow_up", "out_of_scope"];

/**
 * "2 quotes from 1 source.", with the interpreted question first where it differs from the question.
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
 * How confident the service is, in words.
 *
 * @param {Outcome} outcome
 * @returns {string | null} null where confidence is not why the outcome is what it is
 */
export function confidenceLevel(outcome) {
  const { score, threshold, sure } = outcome.confidence;
  if (outcome.outcome === "answer") return score >= sure ? "High confidence" : "Low confidence";
  if (UNSEARCHED.includes(outcome.reason) || score >= threshold) return null;
  return "Confidence too low to answer";
}

/**
 * "Score 0.82; an answer needs 0.50", with more digits where two would make different numbers look the same.
 *
 * @param {Pick<Confidence, "score" | "threshold">} confidence
 * @returns {string}
 */
export function confidenceFigures({ score, threshold }) {
  const alike = score !== threshold && score.toFixed(2) === threshold.toFixed(2);
  const digits = alike ? 4 : 2;
  return `Score ${score.toFixed(digits)}; an answer needs ${threshold.toFixed(digits)}`;
}
