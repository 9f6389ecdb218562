/** What can be checked and carried away of a quote. */
import { kindName, reviewName, standingName } from "./words.js";

/**
 * Hashes the quote's text again, in this browser.
 *
 * @returns {Promise<boolean | null>} whether it has the SHA-256 of its receipt; null without WebCrypto
 */
export async function bytesMatch(quote) {
  if (!globalThis.crypto?.subtle) return null;
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(quote.text));
  const hex = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex === quote.sha256;
}

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
