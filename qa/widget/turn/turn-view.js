/** Shows one turn: a question and its outcome, filled in as the stream arrives. */
import { button, h, heading } from "../dom/nodes.js";
import { bringIntoView, scrollingIfLong } from "../dom/viewing.js";
import { reasonName } from "../text/labels.js";
import { textOf } from "../text/problem-texts.js";
import { InterpretationView } from "./interpretation.js";
import { readingChoices } from "./reading-choices.js";
import { caution } from "./source-entry.js";
import { nearestSources, SourceSection } from "./source-section.js";
import { failedEnding, outcomeEnding, stoppedEnding } from "./turn-ending.js";

/** @import { Turn } from "../thread/turn.js" */
/** @import { Abstention, Answer, AnswerEvent, ChosenBinding, Interpretation, Outcome, Problem, Quote, Receipt, Source } from "../transport/schema.js" */
/** @import { Host } from "./host.js" */
/** @import { QuoteItem } from "./quote-item.js" */

const ANEW =
  "The thread above has expired on the service. This question starts a new one, which does not refer to the questions above.";

/** The nodes of one turn. */
export class TurnView {
  #turn;
  #host;
  #interpretation;
  /** @type {Map<string, Source>} */
  #sources = new Map();
  /** @type {Map<string, SourceSection>} */
  #sections = new Map();
  /** @type {QuoteItem[]} */
  #quotes = [];
  /** @type {string[]} */
  #hashes = [];
  #label = h("p", { class: "turn-label", part: "turn-label" });
  #anew = h("p", { class: "anew", part: "note", hidden: true }, ANEW);
  #body = h("div", { class: "body" });
  #end = h("div", { class: "end" });

  /**
   * @param {Turn} turn
   * @param {Host} host
   */
  constructor(turn, host) {
    this.#turn = turn;
    this.#host = host;
    this.#interpretation = new InterpretationView(host);
    const { question } = turn;
    const attributes = { tabindex: "-1", part: "question", dir: "auto", ...scrollingIfLong(question) };
    this.heading = heading(host.headingLevel, attributes, question);
    const skip = button("Ask a follow-up question", () => host.toQuestion(), { class: "skip" });
    const content = [this.#label, this.heading, skip, this.#anew, this.#interpretation.node, this.#body, this.#end];
    this.node = h("article", { class: "turn", part: "turn" }, ...content);
    if (turn.outcome) this.finish(turn.outcome);
  }

  /**
   * Shows the number of the turn, and whether a new conversation starts with it.
   *
   * @param {boolean} startsNewConversation
   */
  showPlace(startsNewConversation) {
    const { number, earlierNames } = this.#turn;
    const again = earlierNames === null ? "" : ", asked again";
    this.#label.textContent = number === null ? "" : `Question ${number}${again}`;
    this.node.ariaLabel = this.#label.textContent || "A question without an answer";
    this.#anew.hidden = !startsNewConversation;
  }

  /**
   * Shows an event of the stream, before the outcome is complete.
   *
   * @param {AnswerEvent} event
   */
  showEvent({ event, data }) {
    if (event === "interpretation") this.#interpret(data);
    else if (event === "source") this.#sources.set(data.document_id, data);
    else if (event === "quote") this.#addQuote(data);
  }

  /**
   * Shows the complete outcome. Quotes that the stream has already shown stay.
   *
   * @param {Outcome} outcome
   */
  finish(outcome) {
    this.#interpret(outcome);
    if (outcome.outcome === "answer") this.#settle(outcome);
    else this.#abstain(outcome);
    this.#close(outcome.outcome, ...outcomeEnding(outcome, (question) => this.#host.ask(question)));
  }

  /** Ends a turn without an outcome, because it was stopped. */
  stop() {
    this.#close("stopped", stoppedEnding());
  }

  /**
   * Ends a turn without an outcome, because something went wrong.
   *
   * @param {Problem} problem
   * @param {() => void} onRetry
   */
  fail(problem, onRetry) {
    this.#close("failed", failedEnding(textOf(problem), onRetry, problem.retry_after));
  }

  /**
   * Brings into view the quote that holds a slice, or else the question.
   *
   * @param {Receipt | null} place
   */
  point(place) {
    const quote = place && this.#quotes.find((item) => item.holds(place));
    if (quote) quote.point(place);
    else this.focus();
  }

  /** Brings the question into view and focuses it. */
  focus() {
    this.heading.focus({ preventScroll: true });
    bringIntoView(this.node, "start");
  }

  /** @param {Interpretation} interpretation how the question was understood, and the notice above everything */
  #interpret(interpretation) {
    this.#notice(interpretation);
    const { earlierNames } = this.#turn;
    this.#interpretation.show(interpretation, earlierNames ?? [], (bindings) => this.#askAgain(bindings));
  }

  /** @param {Interpretation} interpretation */
  #notice({ notice }) {
    if (!notice || this.node.querySelector(".notice")) return;
    this.node.prepend(h("div", { class: "notice", part: "notice", role: "alert", dir: "auto" }, h("p", {}, notice.text)));
  }

  /**
   * The section of a source that is quoted; one that only repeats a quote has none.
   *
   * @param {Source} source
   * @returns {SourceSection}
   */
  #sectionOf(source) {
    const existing = this.#sections.get(source.document_id);
    if (existing) return existing;
    const section = new SourceSection(source, this.#sources, this.#host);
    this.#sections.set(source.document_id, section);
    this.#body.append(section.node);
    return section;
  }

  /** @param {Quote} quote */
  #addQuote(quote) {
    const source = this.#sources.get(quote.document_id);
    if (!source) throw new Error(`quote ${quote.n} has no source`);
    this.#quotes.push(this.#sectionOf(source).add(quote));
    this.#hashes.push(quote.sha256);
  }

  /** @param {ChosenBinding[]} bindings */
  #askAgain(bindings) {
    const chosen = bindings.map(({ mention, resolved_to: meaning }) => ({ mention, resolved_to: meaning }));
    this.#host.ask(this.#turn.question, { bindings: chosen, instead: this.#turn });
  }

  /** @param {Answer} answer */
  #settle({ sources, quotes, caution: weakness, glossary }) {
    const asShown = quotes.map((quote) => quote.sha256).join() === this.#hashes.join();
    if (!asShown) {
      this.#clear();
      sources.forEach((source) => this.#sources.set(source.document_id, source));
      quotes.forEach((quote) => this.#addQuote(quote));
    }
    this.#quotes.forEach((item) => item.explain(glossary));
    if (weakness) this.#body.prepend(caution(weakness));
  }

  /** @param {Abstention} abstention */
  #abstain(abstention) {
    this.#clear();
    const reason = h("p", {}, h("strong", {}, reasonName(abstention.reason)));
    const message = h("p", { dir: "auto" }, abstention.message);
    const content = [
      h("div", { class: "abstention", part: "abstention" }, reason, message),
      readingChoices(abstention, (bindings) => this.#askAgain(bindings)),
      nearestSources(abstention.nearest_sources, this.#host),
    ];
    this.#body.append(...content.filter((node) => node !== null));
  }

  /**
   * @param {string} state
   * @param {...Node} ending
   */
  #close(state, ...ending) {
    this.#end.replaceChildren(...ending);
    this.node.dataset.state = state;
  }

  /** Removes what the stream has shown. */
  #clear() {
    this.#sources.clear();
    this.#sections.clear();
    this.#quotes = [];
    this.#hashes = [];
    this.#body.replaceChildren();
  }
}
