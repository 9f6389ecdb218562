/** A quote and its place as plain text. */
import { count, kindName, reviewName, standingName } from "./labels.js";

/** @import { Quote, Source } from "../transport/schema.js" */

/**
 * "Management › Drug treatment, page 3", or an empty string.
 *
 * @param {Pick<Quote, "section" | "page">} quote
 * @returns {string}
 */
export function placeText({ section, page }) {
  const path = section.join(" › ");
  const sheet = page === null || page === undefined ? "" : `page ${page}`;
  return [path, sheet].filter(Boolean).join(", ");
}

/**
 * "… and 7 more items of this list", or an empty string.
 *
 * @param {Pick<Quote, "omitted_items">} quote
 * @returns {string}
 */
export function omittedText({ omitted_items: omitted }) {
  return omitted ? `… and ${count(omitted, "more item")} of this list` : "";
}

/**
 * The quote with its citation, for the clipboard.
 *
 * @param {Quote} quote
 * @param {Source} source
 * @param {string} readerAddress where the quote is shown in its document
 * @returns {string}
 */
export function citationText(quote, source, readerAddress) {
  return [
    `“${quote.text}”`,
    omittedText(quote),
    `${source.title}. ${factsOf(source).join("; ")}.`,
    placeText(quote),
    source.doi ? `doi:${source.doi}` : source.url,
    `Quoted from the stored copy: ${readerAddress}`,
    `${quote.document_id}, version ${quote.version}, bytes ${quote.byte_start}-${quote.byte_end}, SHA-256 ${quote.sha256}`,
    ...(quote.doubts ?? []).map((doubt) => `Caution: ${doubt.caution}`),
    ...source.cautions.map((caution) => `Caution: ${caution}`),
  ]
    .filter(Boolean)
    .join("\n");
}

/**
 * @param {Source} source
 * @returns {string[]}
 */
function factsOf(source) {
  const facts = [
    source.authors.join(", "),
    source.publisher,
    source.year ? String(source.year) : null,
    kindName(source.kind),
    source.last_updated ? `last updated ${source.last_updated}` : null,
    source.review_status ? `review status: ${reviewName(source.review_status)}` : null,
    source.standing === "current" ? null : standingName(source.standing).toUpperCase(),
  ];
  return facts.filter(isPresent);
}

/**
 * @param {string | null} fact
 * @returns {fact is string} whether there is something to say
 */
function isPresent(fact) {
  return fact !== null && fact !== "";
}
