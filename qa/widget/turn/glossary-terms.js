/** The technical terms in a quote, each with a quote that defines it. */
import { h } from "../dom/nodes.js";
import { placeText } from "../text/citation.js";
import { contextLink, receiptCheck } from "./quote-checks.js";
import { referenceList } from "./reference-list.js";
import { caution, standingBanner, titleLink } from "./source-entry.js";

/** @import { GlossaryEntry } from "../transport/schema.js" */

/**
 * @param {GlossaryEntry[]} entries
 * @param {string} endpoint base address of the service
 * @returns {HTMLElement} the definitions, folded
 */
export function termsInQuote(entries, endpoint) {
  const terms = entries.map(({ term }) => term).join(", ");
  return h(
    "details",
    { class: "terms", part: "terms" },
    h("summary", {}, "Terms in this quote: ", h("span", { dir: "auto" }, terms)),
    h("dl", {}, ...entries.flatMap((entry) => explanation(entry, endpoint))),
  );
}

/**
 * @param {GlossaryEntry} entry
 * @param {string} endpoint
 * @returns {Node[]}
 */
function explanation({ term, definition, source }, endpoint) {
  const words = h("blockquote", { class: "definition", part: "definition", dir: "auto" }, definition.text);
  const tools = [
    contextLink(definition, endpoint, `Read in context: the definition of ${term}`),
    receiptCheck(definition, words),
  ];
  return [
    h("dt", { dir: "auto" }, term),
    h(
      "dd",
      {},
      words,
      ...(definition.doubts ?? []).map((doubt) => caution(doubt.caution)),
      h("p", { class: "place", dir: "auto" }, titleLink(source, endpoint), ` ${placeText(definition)}`),
      standingBanner(source),
      referenceList(definition.references, source.references),
      h("div", { class: "tools" }, ...tools),
    ),
  ];
}
