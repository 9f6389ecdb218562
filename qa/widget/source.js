/** A source: its bibliographic entry, its standing and cautions, and the quotes taken from it. */
import { h, outwardLink } from "./element.js";
import { quoteItem } from "./quote.js";
import { kindName, reviewName, standingName } from "./words.js";

/** A quoted source, to which quotes are added as they arrive. */
export class SourceSection {
  #source;
  #endpoint;
  #quotes = h("ol", { class: "quotes", part: "quotes" });

  constructor(source, endpoint) {
    this.#source = source;
    this.#endpoint = endpoint;
    this.node = h("section", { class: "source", part: "source" }, ...entry(source, endpoint), this.#quotes);
  }

  add(quote) {
    this.#quotes.append(quoteItem(quote, this.#source, this.#endpoint));
  }
}

/** The sources that came nearest to a question without an answer. */
export function nearestSources(sources, endpoint) {
  if (sources.length === 0) return null;
  const items = sources.map((source) => h("li", {}, ...entry(source, endpoint)));
  return h(
    "div",
    { class: "nearest", part: "nearest-sources" },
    h("p", { class: "label" }, "Nearest sources, none of which answers the question:"),
    h("ul", {}, ...items),
  );
}

function entry(source, endpoint) {
  return [
    h("h4", { part: "source-title", dir: "auto" }, titleLink(source, endpoint)),
    standingBanner(source),
    h("p", { class: "facts", part: "source-facts" }, ...factsOf(source)),
    ...source.cautions.map(caution),
  ];
}

function titleLink(source, endpoint) {
  const reader = new URL(`read/${encodeURIComponent(source.document_id)}`, endpoint);
  const elsewhere = reader.origin !== location.origin;
  const attributes = { href: reader.href, target: elsewhere ? "_blank" : null, rel: elsewhere ? "noopener" : null };
  return h("a", attributes, source.title);
}

function standingBanner({ standing }) {
  if (standing === "current") return null;
  const grave = standing === "retracted" || standing === "withdrawn";
  const text = `Standing of this source: ${standingName(standing)}`;
  return h("p", { class: grave ? "standing grave" : "standing", part: "standing", role: "note" }, text);
}

function factsOf(source) {
  const date = source.last_updated ? `last updated ${source.last_updated}` : source.year;
  const review = source.review_status ? reviewName(source.review_status) : "not stated";
  const facts = [
    kindName(source.kind),
    source.publisher,
    date,
    `review: ${review}`,
    `standing: ${standingName(source.standing)}`,
    source.url ? outwardLink(source.url, "publisher’s page") : null,
  ];
  return facts.filter(Boolean).map((fact) => h("span", { dir: "auto" }, fact instanceof Node ? fact : String(fact)));
}

function caution(text) {
  return h("p", { class: "caution", part: "caution", role: "note", dir: "auto" }, h("strong", {}, "Caution: "), text);
}
