/** The ways to understand a question, each a button that asks it that way. */
import { button, h } from "../dom/nodes.js";
import { meansText } from "./interpretation.js";

/**
 * @param {{question: string, readings: object[]}} outcome
 * @param {(bindings: object[]) => void} onChoose
 * @returns {HTMLElement | null} null where there is nothing to choose
 */
export function readingChoices({ question, readings = [] }, onChoose) {
  if (readings.length === 0) return null;
  const items = readings.map((reading) =>
    h("li", {}, button(description(reading, question), () => onChoose(reading.bindings), { class: "reading", part: "reading" })),
  );
  return h(
    "div",
    { class: "readings", part: "readings", role: "group", "aria-label": "Which did you mean?" },
    h("p", { class: "label" }, "Which did you mean?"),
    h("ul", {}, ...items),
  );
}

function description({ interpreted_question: interpreted, bindings }, question) {
  const named = bindings.filter(({ resolved_to: meaning }) => meaning !== interpreted);
  const meanings = named.map(({ mention, resolved_to: meaning }) => `${meansText(mention, question)}${meaning}`);
  return [h("span", { dir: "auto" }, interpreted), h("span", { class: "why", dir: "auto" }, meanings.join(", "))];
}
