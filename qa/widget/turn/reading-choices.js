/** The readings of an ambiguous question, each a button that asks with that reading. */
import { button, h } from "../dom/nodes.js";
import { introduction } from "../text/mentions.js";

/** @import { Abstention, Binding, Reading } from "../transport/schema.js" */

/**
 * @param {Abstention} outcome
 * @param {(bindings: Binding[]) => void} onChoose
 * @returns {HTMLElement | null} null where there is nothing to choose
 */
export function readingChoices({ question, readings }, onChoose) {
  if (readings.length === 0) return null;
  const attributes = { class: "reading", part: "reading" };
  const items = readings.map((reading) =>
    h("li", {}, button(description(reading, question), () => onChoose(reading.bindings), attributes)),
  );
  return h(
    "div",
    { class: "readings", part: "readings", role: "group", "aria-label": "Which did you mean?" },
    h("p", { class: "label" }, "Which did you mean?"),
    h("ul", {}, ...items),
  );
}

/**
 * @param {Reading} reading
 * @param {string} question
 * @returns {Node[]}
 */
function description({ interpreted_question: interpreted, bindings }, question) {
  const named = bindings.filter(({ resolved_to: meaning }) => meaning !== interpreted);
  const meanings = named.map(({ mention, resolved_to: meaning }) => `${introduction(mention, question)}${meaning}`);
  return [h("span", { dir: "auto" }, interpreted), h("span", { class: "why", dir: "auto" }, meanings.join(", "))];
}
