/** The disclaimer, which is always in view. It comes from the page, then from the service, then from the latest outcome. */
import { button, h } from "../dom/nodes.js";
import { readFromTab, writeToTab } from "../thread/tab-storage.js";
import { fetchDisclaimer } from "../transport/service.js";

/** @import { Connection } from "../transport/connection.js" */
/** @import { Disclaimer } from "../transport/schema.js" */

const KEY = "pincite disclaimer";
const FOLDED = "folded";
const OPEN = "open";
const FALLBACK =
  "For information and education only; not medical advice. The sentences are quoted from stored copies of published sources, which may be incomplete or out of date. Ask a qualified health professional before acting on them, and call your local emergency number in an emergency.";

/**
 * Until the service has given a disclaimer, the page's own (`slot="disclaimer"`) is shown, or else the default one.
 * Where the widget is narrow, a person who has seen it can fold it to one line, and unfold it again.
 */
export class DisclaimerNote {
  #text = h(
    "div",
    { class: "disclaimer", part: "disclaimer", role: "note", "aria-label": "Disclaimer", tabindex: "0" },
    h("slot", { name: "disclaimer" }, ...sentences(FALLBACK)),
  );
  #fold = button("", () => this.#choose(!this.#isFolded), { class: "link fold", part: "fold" });
  node = h("div", { class: "foot" }, this.#text, this.#fold);
  /** @type {AbortController | null} */
  #request = null;

  /**
   * Asks the service for the disclaimer of an audience; where that fails, the one that is shown stays.
   *
   * @param {Connection} connection
   * @param {string} audience
   */
  async load(connection, audience) {
    this.stop();
    this.#request = new AbortController();
    try {
      this.show(await fetchDisclaimer(connection, audience, this.#request.signal));
    } catch {
      // Every outcome brings its own too.
    }
  }

  constructor() {
    this.#show(readFromTab(KEY) === FOLDED);
  }

  /** @param {Pick<Disclaimer, "text">} disclaimer */
  show({ text }) {
    this.stop();
    this.#text.replaceChildren(...sentences(text));
  }

  /** Stops a request that is on its way. */
  stop() {
    this.#request?.abort();
  }

  /** Whether only its first line is shown where the widget is narrow. */
  get #isFolded() {
    return this.node.classList.contains("folded");
  }

  /** Folds it after the first answer, below which it was read, unless the person has chosen to see it whole. */
  foldOnceSeen() {
    if (readFromTab(KEY) === null) this.#show(true);
  }

  /** @param {boolean} folded as the person wants it in this tab */
  #choose(folded) {
    writeToTab(KEY, folded ? FOLDED : OPEN);
    this.#show(folded);
  }

  /** @param {boolean} folded */
  #show(folded) {
    this.node.classList.toggle("folded", folded);
    this.#fold.textContent = folded ? "Show the whole disclaimer" : "Shorten the disclaimer";
    this.#fold.ariaExpanded = String(!folded);
  }
}

/**
 * @param {string} text of a disclaimer
 * @returns {Node[]}
 */
function sentences(text) {
  return [h("p", { dir: "auto" }, h("strong", {}, "Disclaimer. "), text)];
}
