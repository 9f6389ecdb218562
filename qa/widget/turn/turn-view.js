/** One question and what came of it, filled in as the stream arrives. */
import { bringIntoView, button, h, scrolling } from "../dom/nodes.js";
import { confidenceText, count, reasonName } from "../text/labels.js";
import { Interpretation } from "./interpretation.js";
import { readingChoices } from "./reading-choices.js";
import { caution } from "./source-entry.js";
import { nearestSources, SourceSection } from "./source-section.js";

const MOST_SUGGESTIONS = 3;
// Nothing was searched for these, so that their confidence says nothing.
const UNSEARCHED = ["ambiguous_follow_up", "out_of_scope"];
const ANEW =
  "The thread above had expired on the service. This question began a new one, which knows nothing of what is shown above.";

/**
 * What a turn needs of the widget around it.
 *
 * @typedef {object} Host
 * @property {string} endpoint base address of the service
 * @property {(question: string, options?: {bindings?: object[], instead?: Turn}) => void} ask
 * @property {(conversationId: string, number: number) => Turn | undefined} turn
 * @property {() => string[]} names of the thread
 */

export class Turn {
  outcome = null;
  /** The article and the section that it was asked about: {document_id, section}. */
  under;
  /** The names that the turn in this place had before it was asked again; null where it never was. */
  earlier;
  #host;
  #interpretation;
  #sources = new Map();
  #quotes = [];
  #shown = [];
  #question;
  #label = h("p", { class: "turn-label", part: "turn-label" });
  #anew = h("p", { class: "anew", part: "note", hidden: true }, ANEW);
  #body = h("div", { class: "body" });
  #end = h("div", { class: "end" });

  /**
   * @param {string} question
   * @param {Host} host
   * @param {{number: number, under: object, earlier?: string[] | null}} place the number that it is expected to have
   */
  constructor(question, host, { number, under, earlier = null }) {
    this.#host = host;
    this.#question = question;
    this.under = under;
    this.earlier = earlier;
    this.#interpretation = new Interpretation(host);
    this.heading = h("h3", { tabindex: "-1", part: "question", dir: "auto", ...scrolling(question) }, question);
    const content = [this.#interpretation.node, this.#body, this.#end];
    this.node = h("article", { class: "turn", part: "turn" }, this.#label, this.heading, this.#anew, ...content);
    this.#count(number);
  }

  /** What it is about, what was named in it, and what it could have been about. */
  get names() {
    return [...(this.outcome ? namesOf(this.outcome) : []), ...(this.earlier ?? [])];
  }

  /** How the question was understood, and the notice that goes above everything. */
  interpret(outcome) {
    this.#count(outcome.turn);
    this.#notice(outcome.notice);
    this.#interpretation.show(outcome, this.earlier ?? [], (bindings) => this.#askAgain(bindings));
  }

  addSource(source) {
    if (this.#sources.has(source.document_id)) return;
    if (this.#sources.size === 0) this.#body.append(h("p", { class: "provenance" }, "Quoted from the stored copy:"));
    const section = new SourceSection(source, this.#host.endpoint);
    this.#sources.set(source.document_id, section);
    this.#body.append(section.node);
  }

  addQuote(quote) {
    this.#quotes.push(this.#sources.get(quote.document_id).add(quote));
    this.#shown.push(quote.sha256);
  }

  /** The complete outcome; what the stream has not shown yet, or has shown otherwise, is shown now. */
  finish(outcome) {
    this.outcome = outcome;
    this.interpret(outcome);
    if (outcome.outcome === "answer") this.#settle(outcome);
    else this.#abstain(outcome);
    this.#end.replaceChildren(...this.#ending(outcome));
    this.node.dataset.state = outcome.outcome;
    return summary(outcome);
  }

  /** Brings the turn into view: the quote that holds a slice, or else the question. */
  point(place) {
    const quote = place && this.#quotes.find((item) => item.holds(place));
    if (quote) return quote.point(place);
    this.heading.focus({ preventScroll: true });
    bringIntoView(this.node, "start");
  }

  /** Takes the place of no other turn after all. */
  standAlone(number) {
    this.earlier = null;
    this.#count(number);
  }

  /** Says that a new thread begins here, below one that has expired. */
  beginAnew() {
    this.#anew.hidden = false;
    this.#count(1);
  }

  /** Ends a turn that has no outcome, because it was stopped. */
  stop() {
    this.#count(null);
    this.#end.replaceChildren(h("p", { class: "note", part: "note" }, "Stopped. What is shown above may be incomplete."));
    this.node.dataset.state = "stopped";
  }

  /** Ends the turn with what went wrong and a way to ask again. */
  fail(problem, onRetry) {
    this.#count(null);
    this.#end.replaceChildren(
      h(
        "div",
        { class: "problem", part: "problem", role: "alert" },
        h("p", {}, h("strong", {}, problem.title)),
        problem.detail ? h("p", { dir: "auto" }, String(problem.detail)) : null,
        problem.remedy ? h("p", { dir: "auto" }, String(problem.remedy)) : null,
        button("Ask again", onRetry, { class: "quiet" }),
      ),
    );
    this.node.dataset.state = "failed";
  }

  /** Only what the service keeps as a turn has a number. */
  #count(number) {
    const again = this.earlier === null ? "" : ", asked again";
    this.#label.textContent = number === null ? "" : `Question ${number}${again}`;
    this.node.ariaLabel = this.#label.textContent || "A question without an answer";
  }

  #notice(notice) {
    const known = this.node.querySelector(".notice");
    if (!notice || known) return;
    this.node.prepend(h("div", { class: "notice", part: "notice", role: "alert", dir: "auto" }, h("p", {}, notice.text)));
  }

  #askAgain(bindings) {
    const chosen = bindings.map(({ mention, resolved_to: meaning }) => ({ mention, resolved_to: meaning }));
    this.#host.ask(this.#question, { bindings: chosen, instead: this });
  }

  #settle({ sources, quotes, caution: weakness, glossary = [] }) {
    const asShown = quotes.map((quote) => quote.sha256).join() === this.#shown.join();
    if (!asShown) {
      this.#clear();
      sources.forEach((source) => this.addSource(source));
      quotes.forEach((quote) => this.addQuote(quote));
    }
    this.#quotes.forEach((item) => item.explain(glossary));
    if (weakness) this.#body.prepend(caution(weakness));
  }

  #abstain(outcome) {
    this.#clear();
    this.#body.append(
      h(
        "div",
        { class: "abstention", part: "abstention" },
        h("p", {}, h("strong", {}, reasonName(outcome.reason))),
        h("p", { dir: "auto" }, outcome.message),
      ),
      ...[
        readingChoices(outcome, (bindings) => this.#askAgain(bindings)),
        nearestSources(outcome.nearest_sources, this.#host.endpoint),
      ].filter(Boolean),
    );
  }

  #ending(outcome) {
    const unmeasured = UNSEARCHED.includes(outcome.reason);
    const confidence = h("p", { class: "confidence", part: "confidence" }, capital(confidenceText(outcome.confidence)));
    return [
      ...(unmeasured ? [] : [confidence]),
      ...this.#suggestions(outcome.suggested_questions),
    ];
  }

  #suggestions(questions) {
    if (questions.length === 0) return [];
    const items = questions
      .slice(0, MOST_SUGGESTIONS)
      .map((text) => h("li", {}, button(text, () => this.#host.ask(text), { class: "choice suggestion", dir: "auto" })));
    return [h("p", { class: "label" }, "You could also ask:"), h("ul", { class: "choices", part: "suggestions" }, ...items)];
  }

  #clear() {
    this.#sources.clear();
    this.#quotes = [];
    this.#shown = [];
    this.#body.replaceChildren();
  }
}

function namesOf({ topic, bindings = [], readings = [], interpreted_question: interpreted }) {
  const meanings = [...bindings, ...readings.flatMap((reading) => reading.bindings)].map((binding) => binding.resolved_to);
  return [topic, ...meanings].filter((name) => name && name !== interpreted);
}

function summary(outcome) {
  const understood = outcome.interpreted_question === outcome.question ? "" : `Understood as: ${outcome.interpreted_question} `;
  if (outcome.outcome === "abstention") return `${understood}No answer. ${outcome.message}`;
  return `${understood}${count(outcome.quotes.length, "quote")} from ${count(outcome.sources.length, "source")}.`;
}

function capital(text) {
  return text[0].toUpperCase() + text.slice(1);
}
