/** The turns that are shown, oldest first. */
import { h } from "./element.js";

const MOST_NAMES = 8;

export class Turns {
  node = h("div", { class: "turns", part: "turns" });
  #turns = [];

  add(turn) {
    this.#turns.push(turn);
    this.node.append(turn.node);
  }

  clear() {
    this.#turns = [];
    this.node.replaceChildren();
  }

  /** The turn of that number in a conversation, or undefined where it is not shown. */
  find(conversationId, number) {
    return this.#turns.find((turn) => turn.number === number && turn.outcome?.conversation_id === conversationId);
  }

  /** What the turns were about and what was named in them, the latest first, each once. */
  names() {
    const names = new Map();
    for (const { outcome } of this.#turns.toReversed()) {
      const bound = (outcome?.bindings ?? []).map(({ resolved_to: meaning }) => meaning);
      for (const name of [outcome?.topic, ...bound]) {
        const whole = name === outcome?.interpreted_question;
        if (name && !whole && !names.has(name.toLowerCase())) names.set(name.toLowerCase(), name);
      }
    }
    return [...names.values()].slice(0, MOST_NAMES);
  }
}
