/** One question and what came of it, filled in as the stream arrives. */
import { button, h } from "./element.js";
import { nearestSources, SourceSection } from "./source.js";
import { confidenceText, count, reasonName } from "./words.js";

export class Turn {
  #endpoint;
  #sources = new Map();
  #shown = [];
  #understood = h("div", { class: "understood", part: "interpretation", hidden: true });
  #notes = h("div", { class: "notes" });
  #body = h("div", { class: "body" });
  #end = h("div", { class: "end" });

  constructor(question, endpoint) {
    this.#endpoint = endpoint;
    this.heading = h("h3", { tabindex: "-1", part: "question", dir: "auto" }, question);
    this.node = h(
      "article",
      { class: "turn", part: "turn" },
      this.heading,
      this.#understood,
      this.#body,
      this.#end,
      this.#notes,
    );
  }

  /** How the question was understood, where that is not how it was put. */
  interpret({ question, interpreted_question: interpreted, bindings = [] }) {
    const same = interpreted === question && bindings.length === 0;
    this.#understood.hidden = same;
    if (same) return;
    const items = bindings.map((binding) => h("li", { dir: "auto" }, bindingText(binding)));
    this.#understood.replaceChildren(
      h("p", { dir: "auto" }, h("strong", {}, "Understood as: "), interpreted),
      ...(items.length ? [h("ul", {}, ...items)] : []),
    );
  }

  addSource(source) {
    if (this.#sources.has(source.document_id)) return;
    if (this.#sources.size === 0) this.#body.append(h("p", { class: "provenance" }, "Quoted from the stored copy:"));
    const section = new SourceSection(source, this.#endpoint);
    this.#sources.set(source.document_id, section);
    this.#body.append(section.node);
  }

  addQuote(quote) {
    this.#sources.get(quote.document_id).add(quote);
    this.#shown.push(quote.sha256);
  }

  /** The complete outcome; what the stream has not shown yet, or has shown otherwise, is shown now. */
  finish(outcome, onSuggestion) {
    this.interpret(outcome);
    if (outcome.outcome === "answer") this.#settle(outcome);
    else this.#abstain(outcome);
    this.#end.replaceChildren(
      h("p", { class: "confidence", part: "confidence" }, capital(confidenceText(outcome.confidence))),
      ...suggestions(outcome.suggested_questions, onSuggestion),
    );
    return summary(outcome);
  }

  /** Adds a note, such as that the question was stopped. */
  note(text) {
    this.#notes.append(h("p", { class: "note", part: "note" }, text));
  }

  /** Ends the turn with what went wrong and, where it may help, a way to ask again. */
  fail(problem, onRetry) {
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
  }

  #settle({ sources, quotes }) {
    const asShown = quotes.map((quote) => quote.sha256).join() === this.#shown.join();
    if (asShown) return;
    this.#clear();
    sources.forEach((source) => this.addSource(source));
    quotes.forEach((quote) => this.addQuote(quote));
  }

  #abstain({ reason, message, nearest_sources: nearest }) {
    this.#clear();
    this.#body.append(
      h(
        "div",
        { class: "abstention", part: "abstention" },
        h("p", {}, h("strong", {}, reasonName(reason))),
        h("p", { dir: "auto" }, message),
      ),
      ...[nearestSources(nearest, this.#endpoint)].filter(Boolean),
    );
  }

  #clear() {
    this.#sources.clear();
    this.#shown = [];
    this.#body.replaceChildren();
  }
}

function bindingText({ mention, resolved_to: meaning, turn }) {
  const where = turn === 0 ? "the article being read" : `question ${turn}`;
  return `“${mention}” was taken to mean “${meaning}”, from ${where}`;
}

function suggestions(questions, onSuggestion) {
  if (questions.length === 0) return [];
  const items = questions.map((text) => h("li", {}, button(text, () => onSuggestion(text), { class: "suggestion", dir: "auto" })));
  return [h("p", { class: "label" }, "You could also ask:"), h("ul", { class: "suggestions", part: "suggestions" }, ...items)];
}

function summary(outcome) {
  if (outcome.outcome === "abstention") return `No answer. ${outcome.message}`;
  return `${count(outcome.quotes.length, "quote")} from ${count(outcome.sources.length, "source")}.`;
}

function capital(text) {
  return text[0].toUpperCase() + text.slice(1);
}
