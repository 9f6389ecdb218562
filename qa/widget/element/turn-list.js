/** The turns that are shown, oldest first. */
import { h } from "../dom/nodes.js";
import { unique } from "../text/names.js";

const MOST_NAMES = 8;

export class Turns {
  node = h("div", { class: "turns", part: "turns" });
  #turns = [];

  add(turn) {
    this.#turns.push(turn);
    this.node.append(turn.node);
  }

  /** Shows a turn in the place of another one. */
  put(turn, replaced) {
    this.#turns = this.#turns.with(this.#turns.indexOf(replaced), turn);
    replaced.node.replaceWith(turn.node);
  }

  /** Shows again what a turn took the place of, and that turn below it. */
  giveBack(replaced, turn) {
    const place = this.#turns.indexOf(turn);
    if (place < 0 || this.#turns.includes(replaced)) return;
    this.#turns.splice(place, 1, replaced, turn);
    turn.node.before(replaced.node);
  }

  remove(turn) {
    this.#turns = this.#turns.filter((other) => other !== turn);
    turn.node.remove();
  }

  isLast(turn) {
    return this.#turns.at(-1) === turn;
  }

  clear() {
    this.#turns = [];
    this.node.replaceChildren();
  }

  /** The turn of that number in a conversation, or undefined where it is not shown. */
  find(conversationId, number) {
    return this.#turns.find(({ outcome }) => outcome?.turn === number && outcome.conversation_id === conversationId);
  }

  /** What the turns were about and what was named in them, the latest first, each once. */
  names() {
    return unique(this.#turns.toReversed().flatMap((turn) => turn.names)).slice(0, MOST_NAMES);
  }
}
