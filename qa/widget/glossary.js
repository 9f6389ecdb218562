/** The terms in a quote that may need explaining, each by a quote of its own. */
import { standingBanner, titleLink } from "./bibliography.js";
import { byteCheck, readerLink } from "./check.js";
import { h } from "./element.js";
import { placeText } from "./receipt.js";
import { referenceList } from "./references.js";

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
