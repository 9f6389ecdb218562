/** Shows how a question was interpreted: the full question, and each binding with its origin and a way to change it. */
import { button, h } from "../dom/nodes.js";
import { scrollingIfLong } from "../dom/viewing.js";
import { introduction, isWholeQuestion, piecesOf } from "../text/mentions.js";
import { uniqueNames } from "../text/names.js";
import { MentionForm } from "./mention-form.js";

/** @import { Binding, ChosenBinding, Interpretation } from "../transport/schema.js" */
/** @import { Host } from "./host.js" */

/** The lines below a question that say how it was understood. */
export class InterpretationView {
  node = h("div", { class: "understood", part: "interpretation", hidden: true });
  #host;
  #shown = "";

  /** @param {Host} host */
  constructor(host) {
    this.#host = host;
  }

  /**
   * @param {Interpretation} interpretation
   * @param {string[]} earlierNames that its mentions have had
   * @param {(bindings: ChosenBinding[]) => void} onChange told what the mentions are to mean
   */
  show(interpretation, earlierNames, onChange) {
    const { question, interpreted_question: interpreted, bindings = [] } = interpretation;
    const same = interpreted === question && bindings.length === 0;
    this.node.hidden = same;
    const now = JSON.stringify([interpreted, bindings]);
    if (same || now === this.#shown) return;
    this.#shown = now;
    const items = bindings.map((binding) => this.#item(binding, interpretation, earlierNames, onChange));
    this.node.replaceChildren(
      h("p", { dir: "auto", ...scrollingIfLong(interpreted) }, h("strong", {}, "Understood as: "), ...marked(interpreted, bindings)),
      ...(items.length ? [h("ul", {}, ...items)] : []),
    );
  }

  /**
   * @param {Binding} binding
   * @param {Interpretation} interpretation
   * @param {string[]} earlierNames
   * @param {(bindings: ChosenBinding[]) => void} onChange
   * @returns {HTMLElement}
   */
  #item(binding, interpretation, earlierNames, onChange) {
    const { mention, resolved_to: meaning } = binding;
    const { question, interpreted_question: interpreted, bindings } = interpretation;
    const chosen = bindings.filter((other) => other.origin === "caller" && other !== binding);
    const whole = meaning === interpreted ? "The question means" : "The question is about";
    const label = isWholeQuestion(mention, question) ? whole : `“${mention}” means`;
    const names = () => uniqueNames([...earlierNames, ...this.#host.names()]);
    const form = new MentionForm(binding, label, names, (changed) => onChange([...chosen, { mention, resolved_to: changed }]));
    const words = meaning === interpreted ? ["completed"] : [introduction(mention, question), h("strong", { dir: "auto" }, meaning)];
    const from = h("span", { class: "from" }, ", ", this.#origin(binding, interpretation));
    return h("li", { part: "binding", dir: "auto" }, ...words, from, " ", form.opener, form.node);
  }

  /**
   * Where a binding is from: words, or a button that leads to the question or the quote.
   *
   * @param {Binding} binding
   * @param {Interpretation} interpretation
   * @returns {Node | string}
   */
  #origin({ origin, turn, place }, { conversation_id: conversation }) {
    if (origin === "caller") return "your choice";
    if (origin === "section") return "from the section being read";
    if (turn === 0) return "from the article being read";
    const text = origin === "quote" ? `from a quote under question ${turn}` : `from question ${turn}`;
    if (!this.#host.shows(conversation, turn)) return text;
    return button(text, () => this.#host.point(conversation, turn, origin === "quote" ? place : null), { class: "link" });
  }
}

/**
 * @param {string} interpreted
 * @param {Binding[]} bindings
 * @returns {(Node | string)[]} the interpreted question, with the meanings of mentions marked
 */
function marked(interpreted, bindings) {
  const meanings = bindings.map(({ resolved_to: meaning }) => meaning);
  return piecesOf(interpreted, meanings).map(({ text, isMeaning }) => (isMeaning ? h("span", { class: "bound" }, text) : text));
}
