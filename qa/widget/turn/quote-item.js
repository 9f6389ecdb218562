/** One quote: its words, its place, its references, the terms in it, and the ways to check it. */
import { copyButton } from "../dom/copy-button.js";
import { clearPointing, pointAt } from "../dom/highlight.js";
import { externalLink, readerLink } from "../dom/links.js";
import { h } from "../dom/nodes.js";
import { pagePicture } from "../dom/page-picture.js";
import { bringIntoView } from "../dom/viewing.js";
import { addressAt } from "../text/addresses.js";
import { aroundAnswer } from "../text/byte-ranges.js";
import { citationText, omittedText, placeText } from "../text/citation.js";
import { isoDate } from "../text/dates.js";
import { standingName } from "../text/labels.js";
import { termsInQuote } from "./glossary-terms.js";
import { contextLink, receiptCheck } from "./quote-checks.js";
import { referenceList } from "./reference-list.js";
import { caution } from "./source-entry.js";

/** @import { GlossaryEntry, Quote, Receipt, Repetition, Source } from "../transport/schema.js" */

/** A quote in the list of its source. */
export class QuoteItem {
  #quote;
  #source;
  #sources;
  #endpoint;
  #words;
  #terms = h("div", { class: "terms-place" });

  /**
   * @param {Quote} quote
   * @param {Source} source the source it is from
   * @param {ReadonlyMap<string, Source>} sources all sources of the answer by id
   * @param {string} endpoint base address of the service
   */
  constructor(quote, source, sources, endpoint) {
    this.#quote = quote;
    this.#source = source;
    this.#sources = sources;
    this.#endpoint = endpoint;
    const [before, answering, after] = aroundAnswer(quote);
    const mark = answering ? h("mark", { class: "answer", part: "answer" }, answering) : null;
    this.#words = h("blockquote", { part: "quote-text", dir: "auto" }, before || null, mark, after || null);
    const reader = contextLink(quote, endpoint, `Read in context: quote ${quote.n}`);
    this.#words.addEventListener("click", () => {
      if (String(getSelection()) === "") reader.click();
    });
    const content = [this.#words, ...this.#doubts(), this.#omitted(), this.#where(), this.#terms, this.#tools(reader), this.#page()];
    this.node = h("li", { class: "quote", part: "quote", value: quote.n }, ...content.filter((node) => node !== null));
    this.node.addEventListener("focusout", () => this.#unpoint());
  }

  /**
   * Lists the glossary's terms that occur in this quote, without changing its text.
   *
   * @param {GlossaryEntry[]} entries
   */
  explain(entries) {
    const own = entries.filter((entry) => entry.quotes.includes(this.#quote.n));
    this.#terms.replaceChildren(...(own.length ? [termsInQuote(own, this.#endpoint)] : []));
  }

  /**
   * @param {Receipt} slice
   * @returns {boolean} whether the slice lies in this quote
   */
  holds(slice) {
    const { document_id: id, version, byte_start: start, byte_end: end } = this.#quote;
    return slice.document_id === id && slice.version === version && start <= slice.byte_start && slice.byte_end <= end;
  }

  /**
   * Brings the quote into view and marks a slice in it until the focus moves on.
   *
   * @param {Receipt} slice
   */
  point(slice) {
    this.node.tabIndex = -1;
    this.node.classList.add("pointed");
    this.node.focus({ preventScroll: true });
    bringIntoView(this.node, "center");
    const start = this.#quote.byte_start;
    pointAt(this.#words, slice.byte_start - start, slice.byte_end - start);
  }

  /** Takes the mark away. */
  #unpoint() {
    this.node.classList.remove("pointed");
    clearPointing();
  }

  /** @returns {HTMLElement[]} a caution for each reading doubt; a turn kept by an earlier version has no doubts */
  #doubts() {
    return (this.#quote.doubts ?? []).map((doubt) => caution(doubt.caution));
  }

  /** @returns {HTMLElement | null} how many items of its list are not quoted */
  #omitted() {
    const text = omittedText(this.#quote);
    return text ? h("p", { class: "omitted", part: "omitted" }, text) : null;
  }

  /** @returns {HTMLElement} its section and page, its references, and where else the same is stated */
  #where() {
    const place = placeText(this.#quote);
    return h(
      "div",
      { class: "where" },
      place ? h("p", { class: "place", part: "place", dir: "auto" }, place) : null,
      referenceList(this.#quote.references, this.#source.references),
      repetitions(this.#quote.also, this.#sources, this.#endpoint),
    );
  }

  /** @returns {HTMLElement | null} the picture of its page, for a quote of a PDF whose file is stored */
  #page() {
    const { n, page, links } = this.#quote;
    const address = addressAt(this.#endpoint, links.page);
    return address ? pagePicture(address, `Page ${page} of ${this.#source.title}, with quote ${n} boxed`) : null;
  }

  /**
   * @param {HTMLAnchorElement} reader the link to the reader page
   * @returns {HTMLElement}
   */
  #tools(reader) {
    const { n, links } = this.#quote;
    const original = { "aria-label": `Original page of quote ${n}` };
    return h(
      "div",
      { class: "tools", part: "tools" },
      reader,
      links.original ? externalLink(links.original, "Original page", original) : null,
      copyButton(() => citationText(this.#quote, this.#source, reader.href, isoDate()), n),
      receiptCheck(this.#quote, this.#words),
    );
  }
}

/**
 * "Also in: ", with a link to each place in the reader page.
 *
 * @param {Repetition[] | undefined} places undefined in a turn that an earlier version of the widget kept
 * @param {ReadonlyMap<string, Source>} sources the sources of the answer by id
 * @param {string} endpoint base address of the service
 * @returns {HTMLElement | null} null where there are none
 */
function repetitions(places = [], sources, endpoint) {
  if (places.length === 0) return null;
  const items = places.map((place) => h("li", { dir: "auto" }, ...placeOf(place, sources.get(place.document_id), endpoint)));
  return h("div", { class: "also", part: "also" }, h("span", {}, "Also in:"), h("ul", {}, ...items));
}

/**
 * @param {Repetition} place
 * @param {Source | undefined} source
 * @param {string} endpoint
 * @returns {(Node | string)[]}
 */
function placeOf(place, source, endpoint) {
  const title = source ? source.title : place.document_id;
  const standing = source && source.standing !== "current" ? ` (${standingName(source.standing)})` : "";
  const where = placeText(place);
  return [readerLink(addressAt(endpoint, place.links.reader), title), standing, where ? `, ${where}` : ""];
}
