/** The disclaimer below the composer: of the page, of the audience, or of the outcome shown last. */
import { h } from "../dom/nodes.js";
import { disclaimer } from "../transport/service.js";

export class DisclaimerNote {
  node = h(
    "div",
    { class: "disclaimer", part: "disclaimer", role: "note", "aria-label": "Disclaimer", tabindex: "0" },
    h("slot", { name: "disclaimer" }),
  );
  #request = null;

  /** Asks the service for the disclaimer of an audience; where it gives none, the one in sight stays. */
  async load(endpoint, audience) {
    this.stop();
    this.#request = new AbortController();
    try {
      this.show(await disclaimer(endpoint, audience, this.#request.signal));
    } catch {
      // Every outcome brings its own too.
    }
  }

  show({ text }) {
    this.stop();
    this.node.replaceChildren(h("p", { dir: "auto" }, h("strong", {}, "Disclaimer. "), text));
  }

  stop() {
    this.#request?.abort();
  }
}
