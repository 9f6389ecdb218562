/** The terms in a quote that may need explaining, each by a quote of its own. */
import { h } from "../dom/nodes.js";
import { placeText } from "../text/citation.js";
import { byteCheck, readerLink } from "./quote-checks.js";
import { referenceList } from "./reference-list.js";
import { standingBanner, titleLink } from "./source-entry.js";

/**
 * @param {object[]} entries of the answer's glossary
 * @param {string} endpoint base address of the service
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

function explanation({ term, definition, source }, endpoint) {
  const words = h("blockquote", { class: "definition", part: "definition", dir: "auto" }, definition.text);
  return [
    h("dt", { dir: "auto" }, term),
    h(
      "dd",
      {},
      words,
      h("p", { class: "place", dir: "auto" }, titleLink(source, endpoint), ` ${placeText(definition)}`),
      standingBanner(source),
      referenceList(definition.references, source.references),
      h(
        "div",
        { class: "tools" },
        readerLink(definition, endpoint, `Read in context: the definition of ${term}`),
        byteCheck(definition, words),
      ),
    ),
  ];
}
