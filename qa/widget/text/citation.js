/** A quote and its place as plain text. */
import { count, kindName, reviewName, standingName } from "./labels.js";

/** @import { CitedReference, Quote, Source } from "../transport/schema.js" */

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
 * @param {string} date of the quotation
 * @returns {string}
 */
export function citationText(quote, source, readerAddress, date) {
  return [
    `“${quote.text}”`,
    omittedText(quote),
    `${source.title}. ${factsOf(source).join("; ")}.`,
    placeText(quote),
    source.doi ? `doi:${source.doi}` : source.url,
    ...(quote.doubts ?? []).map((doubt) => `Caution: ${doubt.caution}`),
    ...source.cautions.map((caution) => `Caution: ${caution}`),
    ...citedReferences(quote, source),
    `Quoted on ${date} from the stored copy: ${readerAddress}`,
  ]
    .filter(Boolean)
    .join("\n");
}

/**
 * The references that the source gives for a quote, one a line.
 *
 * @param {Quote} quote
 * @param {Source} source
 * @returns {string[]}
 */
export function citedReferences(quote, source) {
  return quote.references.map((number) =>
    `[${number}] ${referenceText(source.references.find((reference) => reference.number === number))}`);
}

/**
 * @param {CitedReference | undefined} reference
 * @returns {string}
 */
function referenceText(reference) {
  if (!reference || reference.missing) return "not listed by the source";
  const { title, container, year, doi, pmid, url, standing } = reference;
  const facts = [
    title || "Untitled",
    [container, year].filter(Boolean).join(", "),
    doi ? `doi:${doi}` : pmid ? `PubMed ${pmid}` : url,
    standing && standing !== "current" ? standingName(standing).toUpperCase() : null,
  ];
  return `${facts.filter(Boolean).join(". ")}.`;
}

/**
 * Who published a source, when, of what kind it is, and what has happened to it since.
 *
 * @param {Source} source
 * @returns {string[]}
 */
export function factsOf(source) {
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
