/** One quote: its words, its place, its references, the terms in it, and the ways to check it. */
import { clearPointing, pointAt } from "../dom/highlight.js";
import { outwardLink } from "../dom/links.js";
import { bringIntoView, button, h } from "../dom/nodes.js";
import { citationText, placeText } from "../text/citation.js";
import { termsInQuote } from "./glossary-terms.js";
import { byteCheck, readerLink } from "./quote-checks.js";
import { referenceList } from "./reference-list.js";

export class QuoteItem {
  #quote;
  #endpoint;
  #words;
  #terms = h("div", { class: "terms-place" });

  /**
   * @param {object} quote
   * @param {object} source the source it is from
   * @param {string} endpoint base address of the service
   */
  constructor(quote, source, endpoint) {
    this.#quote = quote;
    this.#endpoint = endpoint;
    this.#words = h("blockquote", { part: "quote-text", dir: "auto" }, quote.text);
    const reader = readerLink(quote, endpoint, `Read in context: quote ${quote.n}`);
    this.#words.addEventListener("click", () => {
      if (String(getSelection()) === "") reader.click();
    });
    this.node = h(
      "li",
      { class: "quote", part: "quote", value: quote.n },
      this.#words,
      this.#where(source),
      this.#terms,
      this.#tools(reader, source),
    );
    this.node.addEventListener("focusout", () => this.#unpoint());
  }

  /** Lists the terms of the glossary that this quote holds; its words stay as they are. */
  explain(entries) {
    const own = entries.filter((entry) => entry.quotes.includes(this.#quote.n));
    this.#terms.replaceChildren(...(own.length ? [termsInQuote(own, this.#endpoint)] : []));
  }

  /** Whether a slice lies in this quote. */
  holds(slice) {
    const { document_id: id, version, byte_start: start, byte_end: end } = this.#quote;
    return slice.document_id === id && slice.version === version && start <= slice.byte_start && slice.byte_end <= end;
  }

  /** Brings the quote into view and shows where in it the slice stands, until the focus moves on. */
  point(slice) {
    this.node.tabIndex = -1;
    this.node.classList.add("pointed");
    this.node.focus({ preventScroll: true });
    bringIntoView(this.node, "center");
    const start = this.#quote.byte_start;
    pointAt(this.#words.firstChild, slice.byte_start - start, slice.byte_end - start);
  }

  #unpoint() {
    this.node.classList.remove("pointed");
    clearPointing();
  }

  #where(source) {
    const place = placeText(this.#quote);
    return h(
      "div",
      { class: "where" },
      place ? h("p", { class: "place", part: "place", dir: "auto" }, place) : null,
      referenceList(this.#quote.references, source.references),
    );
  }

  #tools(reader, source) {
    const { n, links } = this.#quote;
    return h(
      "div",
      { class: "tools", part: "tools" },
      reader,
      links.original ? outwardLink(links.original, "Original page", { "aria-label": `Original page of quote ${n}` }) : null,
      copyButton(this.#quote, source, reader.href),
      byteCheck(this.#quote, this.#words),
    );
  }
}

function copyButton(quote, source, reader) {
  const text = citationText(quote, source, reader);
  const copy = button(
    "Copy with citation",
    async () => {
      try {
        await navigator.clipboard.writeText(text);
        copy.textContent = "Copied";
        copy.ariaLabel = `Copied: quote ${quote.n}`;
      } catch {
        offerByHand(copy, text);
      }
    },
    { class: "quiet", part: "copy", "aria-label": `Copy with citation: quote ${quote.n}` },
  );
  return copy;
}

function offerByHand(copy, text) {
  const field = h("textarea", { class: "by-hand", readonly: true, rows: 5, "aria-label": "Quote with citation, to be copied" });
  field.value = text;
  copy.replaceWith(field);
  field.focus();
  field.select();
}
