/** A source with the quotes taken from it, and the sources nearest to a question without an answer. */
import { h } from "../dom/nodes.js";
import { QuoteItem } from "./quote-item.js";
import { sourceEntry, sourceLine, standingBanner } from "./source-entry.js";

/** @import { Quote, Source } from "../transport/schema.js" */
/** @import { Host } from "./host.js" */

/** A quoted source, to which quotes are added as they arrive. */
export class SourceSection {
  #source;
  #sources;
  #host;
  #quotes = h("ol", { class: "quotes", part: "quotes", role: "list" });

  /**
   * @param {Source} source
   * @param {ReadonlyMap<string, Source>} sources all sources of the answer by id
   * @param {Host} host
   */
  constructor(source, sources, host) {
    this.#source = source;
    this.#sources = sources;
    this.#host = host;
    const attributes = { class: "source", part: "source", "aria-label": source.title };
    this.node = h("section", attributes, standingBanner(source), this.#quotes, sourceLine(source, host.endpoint));
  }

  /**
   * @param {Quote} quote
   * @returns {QuoteItem}
   */
  add(quote) {
    const item = new QuoteItem(quote, this.#source, this.#sources, this.#host.endpoint);
    this.#quotes.append(item.node);
    return item;
  }
}

/**
 * The sources that came nearest to a question without an answer.
 *
 * @param {Source[]} sources
 * @param {Host} host
 * @returns {HTMLElement | null} null where there are none
 */
export function nearestSources(sources, host) {
  if (sources.length === 0) return null;
  const items = sources.map((source) => h("li", {}, ...sourceEntry(source, host)));
  return h(
    "div",
    { class: "nearest", part: "nearest-sources" },
    h("p", { class: "label" }, "Closest sources, none of which answers the question:"),
    h("ul", {}, ...items),
  );
}
