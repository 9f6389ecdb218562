/** The disclaimer below the composer. It comes from the page, then from the service, then from the latest outcome. */
import { h } from "../dom/nodes.js";
import { fetchDisclaimer } from "../transport/service.js";

/** @import { Disclaimer } from "../transport/schema.js" */

/** Until the service has given a disclaimer, the page's own (`slot="disclaimer"`) is shown. */
export class DisclaimerNote {
  node = h(
    "div",
    { class: "disclaimer", part: "disclaimer", role: "note", "aria-label": "Disclaimer", tabindex: "0" },
    h("slot", { name: "disclaimer" }),
  );
  /** @type {AbortController | null} */
  #request = null;

  /**
   * Asks the service for the disclaimer of an audience; where that fails, the one that is shown stays.
   *
   * @param {string} endpoint
   * @param {string} audience
   */
  async load(endpoint, audience) {
    this.stop();
    this.#request = new AbortController();
    try {
      this.show(await fetchDisclaimer(endpoint, audience, this.#request.signal));
    } catch {
      // Every outcome brings its own too.
    }
  }

  /** @param {Pick<Disclaimer, "text">} disclaimer */
  show({ text }) {
    this.stop();
    this.node.replaceChildren(h("p", { dir: "auto" }, h("strong", {}, "Disclaimer. "), text));
  }

  /** Stops a request that is on its way. */
  stop() {
    this.#request?.abort();
  }
}
