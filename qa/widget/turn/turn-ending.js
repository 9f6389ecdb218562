/** What stands at the end of a turn: confidence, suggestions, a stop, or a problem. */
import { button, h } from "../dom/nodes.js";
import { confidenceText } from "../text/summary.js";

/** @import { Outcome, Problem } from "../transport/schema.js" */

const MAX_SUGGESTIONS = 3;
/** Reasons for which nothing was searched, so that there is no confidence to speak of. */
const UNSEARCHED = ["ambiguous_follow_up", "out_of_scope"];

/**
 * The end of a complete turn.
 *
 * @param {Outcome} outcome
 * @param {(question: string) => void} onAsk
 * @returns {Node[]}
 */
export function outcomeEnding(outcome, onAsk) {
  const unsearched = outcome.outcome === "abstention" && UNSEARCHED.includes(outcome.reason);
  const confidence = h("p", { class: "confidence", part: "confidence" }, confidenceText(outcome.confidence));
  return [...(unsearched ? [] : [confidence]), ...suggestions(outcome.suggested_questions, onAsk)];
}

/**
 * The end of a turn that was stopped.
 *
 * @returns {Node}
 */
export function stoppedEnding() {
  return h("p", { class: "note", part: "note" }, "Stopped. What is shown above may be incomplete.");
}

/**
 * The end of a turn that failed: what went wrong, and a way to ask again.
 *
 * @param {Problem} problem
 * @param {() => void} onRetry
 * @returns {Node}
 */
export function failedEnding({ title, detail, remedy }, onRetry) {
  return h(
    "div",
    { class: "problem", part: "problem", role: "alert" },
    h("p", {}, h("strong", {}, title)),
    detail ? h("p", { dir: "auto" }, String(detail)) : null,
    remedy ? h("p", { dir: "auto" }, String(remedy)) : null,
    button("Ask again", onRetry, { class: "quiet" }),
  );
}

/**
 * @param {string[]} questions
 * @param {(question: string) => void} onAsk
 * @returns {Node[]}
 */
function suggestions(questions, onAsk) {
  if (questions.length === 0) return [];
  const attributes = { class: "choice suggestion", dir: "auto" };
  const items = questions.slice(0, MAX_SUGGESTIONS).map((text) => h("li", {}, button(text, () => onAsk(text), attributes)));
  return [h("p", { class: "label" }, "You could also ask:"), h("ul", { class: "choices", part: "suggestions" }, ...items)];
}
