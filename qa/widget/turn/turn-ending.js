/** The end of a turn: confidence and suggestions, or that it was stopped, or what went wrong. */
import { button, h } from "../dom/nodes.js";
import { confidenceFigures, confidenceLevel } from "../text/summary.js";

/** @import { ProblemText } from "../text/problem-texts.js" */
/** @import { Outcome } from "../transport/schema.js" */

const MAX_SUGGESTIONS = 3;

/**
 * The end of a complete turn.
 *
 * @param {Outcome} outcome
 * @param {(question: string) => void} onAsk
 * @returns {Node[]}
 */
export function outcomeEnding(outcome, onAsk) {
  return [...confidenceLine(outcome), ...suggestions(outcome.suggested_questions, onAsk)];
}

/**
 * The end of a turn that was stopped.
 *
 * @returns {Node}
 */
export function stoppedEnding() {
  return h("p", { class: "note", part: "note" }, "Stopped. The answer above may be incomplete.");
}

/**
 * The end of a turn that failed: what went wrong, and a way to ask again.
 *
 * @param {ProblemText} text
 * @param {() => void} onRetry
 * @param {number} [seconds] to wait before that
 * @returns {Node}
 */
export function failedEnding({ title, detail, remedy }, onRetry, seconds = 0) {
  return h(
    "div",
    { class: "problem", part: "problem", role: "alert" },
    h("p", {}, h("strong", {}, title)),
    detail ? h("p", { dir: "auto" }, String(detail)) : null,
    remedy ? h("p", { dir: "auto" }, String(remedy)) : null,
    retryButton(onRetry, seconds),
  );
}

/**
 * A button that can be used once the time that the service asked for is over.
 *
 * @param {() => void} onRetry
 * @param {number} seconds
 * @returns {HTMLButtonElement}
 */
function retryButton(onRetry, seconds) {
  const label = "Ask again";
  let left = seconds;
  const retry = button(label, () => {
    if (left <= 0) onRetry();
  }, { class: "quiet" });
  /** Shows the seconds that are left, and counts down while the button is on the page. */
  const count = () => {
    retry.textContent = left > 0 ? `${label} in ${left} s` : label;
    retry.setAttribute("aria-disabled", String(left > 0));
    if (left <= 0) return;
    left -= 1;
    setTimeout(count, 1000);
  };
  count();
  return retry;
}

/**
 * @param {Outcome} outcome
 * @returns {Node[]}
 */
function confidenceLine(outcome) {
  const level = confidenceLevel(outcome);
  const title = confidenceFigures(outcome.confidence);
  return level === null ? [] : [h("p", { class: "confidence", part: "confidence", title }, level)];
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
