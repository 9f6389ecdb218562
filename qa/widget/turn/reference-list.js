/** The source's own references for a quote: a number opens its entry. */
import { externalLink } from "../dom/links.js";
import { button, h } from "../dom/nodes.js";
import { isGrave, kindName, standingName } from "../text/labels.js";

/** @import { CitedReference } from "../transport/schema.js" */

/**
 * @param {number[]} numbers as the source gives them for the quote
 * @param {CitedReference[]} listed the references of the source
 * @returns {HTMLElement | null} null where the source gives none
 */
export function referenceList(numbers, listed) {
  if (numbers.length === 0) return null;
  const entries = numbers.map((number) => entry(number, listed.find((reference) => reference.number === number)));
  const numerals = entries.map(({ numeral, mark, brief }) => h("li", {}, numeral, brief, mark));
  return h(
    "div",
    { class: "references", part: "references" },
    h("span", { class: "label" }, "References in the source: "),
    h("ul", { class: "numerals" }, ...numerals),
    ...entries.map(({ details }) => details),
  );
}

/**
 * @param {number} number
 * @param {CitedReference | undefined} reference
 * @returns {{ numeral: HTMLElement, mark: HTMLElement | null, brief: HTMLElement | null, details: HTMLElement }}
 */
function entry(number, reference) {
  const details = h("div", { class: "reference", part: "reference", hidden: true }, ...description(number, reference));
  const attributes = { class: "numeral", "aria-expanded": "false", "aria-label": `Reference ${number}` };
  const numeral = button(`[${number}]`, () => toggle(numeral, details), attributes);
  return { numeral, mark: standingMark(reference), brief: briefly(reference), details };
}

/**
 * The kind, journal and year of a work, visible before its entry is opened.
 *
 * @param {CitedReference | undefined} reference
 * @returns {HTMLElement | null} null where the source does not list it
 */
function briefly(reference) {
  if (!reference || reference.missing) return null;
  const { kind, container, year } = reference;
  const facts = [kind === "other" ? null : kindName(kind), container, year].filter(Boolean).join(", ");
  return facts ? h("span", { class: "brief", dir: "auto" }, facts) : null;
}

/**
 * @param {HTMLElement} numeral
 * @param {HTMLElement} details
 */
function toggle(numeral, details) {
  details.hidden = !details.hidden;
  numeral.setAttribute("aria-expanded", String(!details.hidden));
}

/**
 * The standing of a work, visible before its entry is opened.
 *
 * @param {CitedReference | undefined} reference
 * @returns {HTMLElement | null}
 */
function standingMark(reference) {
  const standing = reference?.standing;
  if (!standing || standing === "current") return null;
  const grave = isGrave(standing) ? " grave" : "";
  return h("strong", { class: `mark${grave}`, part: "reference-standing" }, standingName(standing));
}

/**
 * @param {number} number
 * @param {CitedReference | undefined} reference
 * @returns {(Node | null)[]}
 */
function description(number, reference) {
  if (!reference || reference.missing) {
    return [h("span", { class: "missing" }, `[${number}] not listed by the source`)];
  }
  const facts = [reference.container, reference.year].filter(Boolean).join(", ");
  return [
    h("span", { class: "tag" }, kindName(reference.kind)),
    standingMark(reference),
    h("span", { dir: "auto" }, `[${number}] ${reference.title || "Untitled"}`),
    facts ? h("span", { class: "facts", dir: "auto" }, facts) : null,
    ...identifiers(reference),
  ];
}

/**
 * @param {CitedReference} reference
 * @returns {(Node | null)[]}
 */
function identifiers({ doi, pmid, url }) {
  return [
    doi ? externalLink(`https://doi.org/${encodeURI(doi)}`, `doi:${doi}`) : null,
    pmid ? externalLink(`https://pubmed.ncbi.nlm.nih.gov/${encodeURIComponent(pmid)}/`, `PubMed ${pmid}`) : null,
    url ? externalLink(url, "Link") : null,
  ];
}
