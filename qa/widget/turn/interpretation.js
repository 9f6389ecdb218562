/** How a question was understood: its words, and each binding with where it is from and a way to change it. */
import { button, h, scrolling } from "../dom/nodes.js";
import { unique } from "../text/names.js";
import { RebindForm } from "./mention-form.js";

export class Interpretation {
  node = h("div", { class: "understood", part: "interpretation", hidden: true });
  #host;
  #shown = "";

  /** @param {import("./turn-view.js").Host} host */
  constructor(host) {
    this.#host = host;
  }

  /**
   * @param {{question: string, interpreted_question: string, bindings: object[], conversation_id: string | null}} outcome
   * @param {string[]} names that its mentions have had, or may have
   * @param {(bindings: object[]) => void} onRebind told what the mentions are to mean
   */
  show(outcome, names, onRebind) {
    const { question, interpreted_question: interpreted, bindings = [] } = outcome;
    const same = interpreted === question && bindings.length === 0;
    this.node.hidden = same;
    const now = JSON.stringify([interpreted, bindings]);
    if (same || now === this.#shown) return;
    this.#shown = now;
    const items = bindings.map((binding) => this.#item(binding, outcome, names, onRebind));
    this.node.replaceChildren(
      h("p", { dir: "auto", ...scrolling(interpreted) }, h("strong", {}, "Understood as: "), ...marked(interpreted, bindings)),
      items.length ? h("ul", {}, ...items) : "",
    );
  }

  #item(binding, outcome, names, onRebind) {
    const { mention, resolved_to: meaning } = binding;
    const { question, interpreted_question: interpreted } = outcome;
    const chosen = outcome.bindings.filter((other) => other.origin === "caller" && other !== binding);
    const label = isWhole(mention, question) ? "The question means, or is about" : `“${mention}” means`;
    const form = new RebindForm(binding, label, unique([...names, ...this.#host.names()]), (resolved) =>
      onRebind([...chosen, { ...binding, resolved_to: resolved }]),
    );
    return h(
      "li",
      { part: "binding", dir: "auto" },
      ...(meaning === interpreted ? ["completed"] : [meansText(mention, question), h("strong", { dir: "auto" }, meaning)]),
      h("span", { class: "from" }, ", ", this.#origin(binding, outcome)),
      " ",
      form.opener,
      form.node,
    );
  }

  /** Where a binding is from: words, or a button that leads to the question or the quote. */
  #origin({ origin, turn, place }, { conversation_id: conversation }) {
    if (origin === "caller") return "your choice";
    if (origin === "section") return "from the section being read";
    if (turn === 0) return "from the article being read";
    const named = this.#host.turn(conversation, turn);
    const text = origin === "quote" ? `from a quote under question ${turn}` : `from question ${turn}`;
    if (!named) return text;
    return button(text, () => named.point(origin === "quote" ? place : null), { class: "link" });
  }
}

/** "“it” = ", or where the whole question leaves its topic out, "about ". */
export function meansText(mention, question) {
  return isWhole(mention, question) ? "about " : `“${mention}” = `;
}

/** Whether a mention is the whole question: the binding then says what the question leaves out, or what it is. */
function isWhole(mention, question) {
  return bare(mention) === bare(question);
}

function bare(text) {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

/** The interpreted question, with what the mentions were bound to marked at its first place. */
function marked(text, bindings) {
  const pieces = [];
  let rest = text;
  const names = bindings.map(({ resolved_to: meaning }) => meaning).filter((meaning) => meaning !== text);
  for (;;) {
    const found = names.map((name) => [rest.indexOf(name), name]).filter(([at, name]) => name && at >= 0);
    if (found.length === 0) return [...pieces, rest];
    const [at, name] = found.sort((one, other) => one[0] - other[0])[0];
    pieces.push(rest.slice(0, at), h("span", { class: "bound" }, name));
    rest = rest.slice(at + name.length);
    names.splice(names.indexOf(name), 1);
  }
}
