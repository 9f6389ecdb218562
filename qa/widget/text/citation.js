/** A quote and its place as plain text. */
import { kindName, reviewName, standingName } from "./labels.js";

/** "Management › Drug treatment, page 3", or an empty string. */
export function placeText({ section, page }) {
  const path = section.join(" › ");
  const sheet = page === null || page === undefined ? "" : `page ${page}`;
  return [path, sheet].filter(Boolean).join(", ");
}

/** The quote with its citation, as plain text. */
export function citationText(quote, source, readerAddress) {
  const review = source.review_status ? `review status: ${reviewName(source.review_status)}` : null;
  const facts = [
    source.authors.length ? source.authors.join(", ") : null,
    source.publisher,
    source.year,
    kindName(source.kind),
    source.last_updated ? `last updated ${source.last_updated}` : null,
    review,
    source.standing === "current" ? null : standingName(source.standing).toUpperCase(),
  ];
  return [
    `“${quote.text}”`,
    `${source.title}. ${facts.filter(Boolean).join("; ")}.`,
    placeText(quote),
    source.doi ? `doi:${source.doi}` : source.url,
    `Quoted from the stored copy: ${readerAddress}`,
    `${quote.document_id}, version ${quote.version}, bytes ${quote.byte_start}-${quote.byte_end}, SHA-256 ${quote.sha256}`,
    ...source.cautions.map((caution) => `Caution: ${caution}`),
  ]
    .filter(Boolean)
    .join("\n");
}
