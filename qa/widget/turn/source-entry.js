/** The bibliographic entry of a source: its title, its standing, its facts and its cautions. */
import { externalLink, readerLink } from "../dom/links.js";
import { h, heading } from "../dom/nodes.js";
import { isGrave, kindName, reviewName, standingSentence } from "../text/labels.js";

/** @import { Source } from "../transport/schema.js" */
/** @import { Host } from "./host.js" */

/**
 * The line below the quotes of a source: what they are quoted from.
 *
 * @param {Source} source
 * @param {string} endpoint base address of the service
 * @returns {HTMLElement}
 */
export function sourceLine(source, endpoint) {
  const title = h("p", { class: "from-source", part: "source-title", dir: "auto" }, titleLink(source, endpoint));
  const facts = h("p", { class: "facts", part: "source-facts" }, ...factsOf(source));
  return h("div", { class: "source-line" }, title, facts, ...source.cautions.map(caution));
}

/**
 * The entry of a source that is not quoted.
 *
 * @param {Source} source
 * @param {Pick<Host, "endpoint" | "headingLevel">} host
 * @returns {Node[]}
 */
export function sourceEntry(source, { endpoint, headingLevel }) {
  const banner = standingBanner(source);
  return [
    heading(headingLevel + 1, { part: "source-title", dir: "auto" }, titleLink(source, endpoint)),
    ...(banner ? [banner] : []),
    h("p", { class: "facts", part: "source-facts" }, ...factsOf(source)),
    ...source.cautions.map(caution),
  ];
}

/**
 * The title, which opens the source in the reader page.
 *
 * @param {Source} source
 * @param {string} endpoint
 * @returns {HTMLElement}
 */
export function titleLink(source, endpoint) {
  return readerLink(new URL(`read/${encodeURIComponent(source.document_id)}`, endpoint).href, source.title);
}

/**
 * What has happened to a source since its publication.
 *
 * @param {Source} source
 * @returns {HTMLElement | null} null where it is current
 */
export function standingBanner({ standing }) {
  const text = standingSentence(standing);
  if (text === null) return null;
  return h("p", { class: isGrave(standing) ? "standing grave" : "standing", part: "standing", role: "note" }, text);
}

/**
 * A caution, labelled as one.
 *
 * @param {string} text
 * @returns {HTMLElement}
 */
export function caution(text) {
  return h("p", { class: "caution", part: "caution", role: "note", dir: "auto" }, h("strong", {}, "Caution: "), text);
}

/**
 * @param {Source} source
 * @returns {HTMLElement[]}
 */
function factsOf(source) {
  const review = source.review_status ? reviewName(source.review_status) : "not stated";
  const facts = [
    kindName(source.kind),
    source.publisher,
    dateOf(source),
    `review status: ${review}`,
    source.url ? externalLink(source.url, "publisher’s page") : null,
  ];
  return facts.filter(Boolean).map((fact) => h("span", { dir: "auto" }, fact));
}

/**
 * @param {Source} source
 * @returns {Node | string | null} its last update, or else its year
 */
function dateOf({ last_updated: updated, year }) {
  if (updated) return h("span", {}, "last updated ", h("time", { datetime: updated }, updated));
  return year ? String(year) : null;
}
