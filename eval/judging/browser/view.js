/** Shows one question with its outcomes. Every text becomes a text node, so no markup of a document is ever read. */
import { choicesFor } from "./judgements.js";

/** @import { Case, Choice, Judgements, Outcome, Quote, Sheet, Target } from "./judgements.js" */

const SIDES = ["A", "B"];

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string>} attributes
 * @param {...(Node | string | null)} children null is left out
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children.filter((child) => child !== null));
  return element;
}

/**
 * @param {Case} shown
 * @param {Outcome} outcome
 * @returns {string} what the judge calls the outcome
 */
export function nameOf(shown, outcome) {
  const what = outcome.answered ? "Answer" : "Silence";
  return shown.outcomes.length > 1 ? `${what} ${SIDES[shown.outcomes.indexOf(outcome)]}` : what;
}

/**
 * @param {Sheet} sheet
 * @param {Case} shown
 * @returns {HTMLElement}
 */
export function caseView(sheet, shown) {
  const about = [
    shown.document === null ? null : `asked about the document ${shown.document}`,
    shown.audience === null ? null : `asked as: ${shown.audience}`,
  ].filter((part) => part !== null);
  return h(
    "article",
    {},
    shown.thread.length ? threadView(shown.thread) : null,
    h("h2", { id: "question", dir: "auto" }, shown.question),
    about.length ? h("p", { class: "soft", dir: "auto" }, about.join("; ")) : null,
    h(
      "div",
      { class: shown.outcomes.length > 1 ? "outcomes pair" : "outcomes" },
      ...shown.outcomes.map((outcome) => outcomeView(sheet, shown, outcome)),
    ),
  );
}

/**
 * @param {string[]} thread
 * @returns {HTMLElement}
 */
function threadView(thread) {
  const turns = thread.map((question) => h("li", { dir: "auto" }, question));
  return h("div", { class: "thread" }, h("p", { class: "soft" }, "Asked before, in the same conversation"), h("ol", {}, ...turns));
}

/**
 * @param {Sheet} sheet
 * @param {Case} shown
 * @param {Outcome} outcome
 * @returns {HTMLElement}
 */
function outcomeView(sheet, shown, outcome) {
  const name = nameOf(shown, outcome);
  const understood = outcome.interpreted === null ? null : h("bdi", {}, outcome.interpreted);
  return h(
    "section",
    { class: "outcome", "aria-labelledby": `name-${outcome.code}`, "data-outcome": outcome.code },
    h("h3", { id: `name-${outcome.code}` }, name, h("span", { class: "state", "aria-hidden": "true" })),
    understood && h("p", { class: "soft" }, "Understood as: ", understood),
    outcome.message === null ? null : h("p", { class: "message", dir: "auto" }, outcome.message),
    h("ol", { class: "quotes" }, ...outcome.quotes.map((quote, position) => quoteView(sheet, outcome, quote, position, name))),
    targetView(sheet, { code: outcome.code, quote: null }, `${name} as a whole`, [
      h("p", { class: "ask" }, outcome.answered ? "The answer as a whole" : "Was silence right?"),
    ]),
    h("label", { class: "note" }, `Note on this ${outcome.answered ? "answer" : "silence"} `, noteView(outcome)),
  );
}

/**
 * @param {Outcome} outcome
 * @returns {HTMLElement}
 */
function noteView(outcome) {
  return h("textarea", { rows: "1", dir: "auto", "data-note": outcome.code });
}

/**
 * @param {Sheet} sheet
 * @param {Outcome} outcome
 * @param {Quote} quote
 * @param {number} position
 * @param {string} name of the outcome
 * @returns {HTMLElement}
 */
function quoteView(sheet, outcome, quote, position, name) {
  const place = quote.place ? h("span", {}, " · ", h("bdi", {}, quote.place)) : null;
  const source = h("p", { class: "source" }, h("cite", {}, h("bdi", {}, quote.source)), place);
  const target = { code: outcome.code, quote: position };
  const label = `${name}, quote ${position + 1} of ${outcome.quotes.length}`;
  return h("li", {}, targetView(sheet, target, label, [h("blockquote", { dir: "auto" }, quote.text), source]));
}

/**
 * @param {Sheet} sheet
 * @param {Target} target
 * @param {string} label
 * @param {HTMLElement[]} above what is judged
 * @returns {HTMLElement}
 */
function targetView(sheet, target, label, above) {
  const place = { "data-code": target.code, "data-quote": String(target.quote ?? "") };
  const buttons = choicesFor(sheet, target).map(choiceView);
  const choices = h("div", { class: "choices" }, ...buttons);
  return h("div", { class: target.quote === null ? "target whole" : "target", role: "group", tabindex: "-1", "aria-label": label, ...place }, ...above, choices);
}

/**
 * @param {Choice} choice
 * @returns {HTMLElement}
 */
function choiceView(choice) {
  const hint = h("kbd", { "aria-hidden": "true" }, choice.key);
  const attributes = { type: "button", "data-name": choice.name, "aria-pressed": "false", title: choice.meaning };
  return h("button", attributes, hint, choice.title);
}

/**
 * @param {Element} element of `caseView`: a target, or within one
 * @returns {Target}
 */
export function targetOf(element) {
  const place = /** @type {HTMLElement} */ (element.closest(".target")).dataset;
  return { code: place.code ?? "", quote: place.quote ? Number(place.quote) : null };
}

/**
 * Brings the buttons and notes below `root` up to date.
 *
 * @param {Element} root
 * @param {Judgements} judgements
 */
export function refresh(root, judgements) {
  for (const button of root.querySelectorAll("button[data-name]")) {
    const chosen = judgements.labelOf(targetOf(button)) === button.getAttribute("data-name");
    button.setAttribute("aria-pressed", String(chosen));
  }
  for (const note of root.querySelectorAll("textarea")) {
    const text = judgements.of(note.dataset.note ?? "").note;
    if (note.value !== text) note.value = text;
  }
  for (const section of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-outcome]"))) {
    section.classList.toggle("done", judgements.of(section.dataset.outcome ?? "").label !== null);
  }
}

/**
 * @param {Sheet} sheet
 * @returns {HTMLElement} every label with its key and its meaning
 */
export function labelsView(sheet) {
  const groups = /** @type {[string, Choice[]][]} */ ([
    ["An answer", sheet.choices.answer],
    ["A silence", sheet.choices.silence],
    ["A quote", sheet.choices.quote],
  ]);
  const lists = groups.flatMap(([title, choices]) => [
    h("h3", {}, title),
    h("dl", {}, ...choices.flatMap((choice) => [h("dt", {}, h("kbd", {}, choice.key), choice.title), h("dd", {}, choice.meaning)])),
  ]);
  return h("div", {}, ...lists);
}
