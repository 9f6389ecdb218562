/** A source with the quotes taken from it, and the sources nearest to a question without an answer. */
import { h } from "../dom/nodes.js";
import { QuoteItem } from "./quote-item.js";
import { sourceEntry } from "./source-entry.js";

/** @import { Quote, Source } from "../transport/schema.js" */

/** A quoted source, to which quotes are added as they arrive. */
export class SourceSection {
  #source;
  #sources;
  #endpoint;
  #quotes = h("ol", { class: "quotes", part: "quotes", role: "list" });

  /**
   * @param {Source} source
   * @param {ReadonlyMap<string, Source>} sources all sources of the answer by id
   * @param {string} endpoint base address of the service
   */
  constructor(source, sources, endpoint) {
    this.#source = source;
    this.#sources = sources;
    this.#endpoint = endpoint;
    this.node = h("section", { class: "source", part: "source" }, ...sourceEntry(source, endpoint), this.#quotes);
  }

  /**
   * @param {Quote} quote
   * @returns {QuoteItem}
   */
  add(quote) {
    const item = new QuoteItem(quote, this.#source, this.#sources, this.#endpoint);
    this.#quotes.append(item.node);
    return item;
  }
}

/**
 * The sources that came nearest to a question without an answer.
 *
 * @param {Source[]} sources
 * @param {string} endpoint
 * @returns {HTMLElement | null} null where there are none
 */
export function nearestSources(sources, endpoint) {
  if (sources.length === 0) return null;
  const items = sources.map((source) => h("li", {}, ...sourceEntry(source, endpoint)));
  return h(
    "div",
    { class: "nearest", part: "nearest-sources" },
    h("p", { class: "label" }, "Closest sources, none of which answers the question:"),
    h("ul", {}, ...items),
  );
}
