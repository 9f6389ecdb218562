/** Shows the turns of a thread, oldest first. The thread is the list; this only keeps the nodes in its order. */
import { h } from "../dom/nodes.js";
import { TurnView } from "../turn/turn-view.js";

/** @import { Thread } from "../thread/thread.js" */
/** @import { Turn } from "../thread/turn.js" */
/** @import { Host } from "../turn/host.js" */

/** The list of turns on the page. */
export class TurnList {
  node = h("div", { class: "turns", part: "turns" });
  /** @type {WeakMap<Turn, TurnView>} */
  #views = new WeakMap();
  #host;

  /** @param {Host} host */
  constructor(host) {
    this.#host = host;
  }

  /**
   * Shows the turns that a thread has now, in its order; the focus stays where it is.
   *
   * @param {Thread} thread
   */
  show(thread) {
    const focused = this.focused;
    const views = thread.turns.map((turn) => this.viewOf(turn));
    thread.turns.forEach((turn, place) => views[place].showPlace(thread.startsNewConversation(turn)));
    this.#arrange(views.map(({ node }) => node));
    if (focused !== this.focused) focused?.focus({ preventScroll: true });
  }

  /**
   * @param {Turn} turn
   * @returns {TurnView}
   */
  viewOf(turn) {
    const view = this.#views.get(turn) ?? new TurnView(turn, this.#host);
    this.#views.set(turn, view);
    return view;
  }

  /**
   * The element in the list that has the focus, or null.
   *
   * @returns {HTMLElement | null}
   */
  get focused() {
    const root = this.node.getRootNode();
    const active = root instanceof ShadowRoot ? root.activeElement : null;
    return active instanceof HTMLElement && this.node.contains(active) ? active : null;
  }

  /** @param {Node[]} nodes all that the list is to hold, in order */
  #arrange(nodes) {
    for (const node of [...this.node.childNodes]) if (!nodes.includes(node)) node.remove();
    for (const [place, node] of nodes.entries()) {
      const there = this.node.childNodes[place];
      if (there !== node) this.node.insertBefore(node, there ?? null);
    }
  }
}
