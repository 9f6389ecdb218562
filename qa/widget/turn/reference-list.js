/** The source's own references for a quote: a number opens its entry. */
import { outwardLink } from "../dom/links.js";
import { button, h } from "../dom/nodes.js";
import { isGrave, kindName, standingName } from "../text/labels.js";

/**
 * @param {number[]} numbers as the source gives them for the quote
 * @param {object[]} listed the references of the source
 * @returns {HTMLElement | null} null where the source gives none
 */
export function referenceList(numbers, listed) {
  if (numbers.length === 0) return null;
  const entries = numbers.map((number) => entry(number, listed.find((item) => item.number === number)));
  const numerals = entries.map(({ numeral, mark }) => h("li", {}, numeral, mark));
  return h(
    "div",
    { class: "references", part: "references" },
    h("span", { class: "label" }, "References the source gives: "),
    h("ul", { class: "numerals" }, ...numerals),
    ...entries.map(({ details }) => details),
  );
}

function entry(number, reference) {
  const details = h("div", { class: "reference", part: "reference", hidden: true }, ...description(number, reference));
  const numeral = button(
    `[${number}]`,
    () => {
      details.hidden = !details.hidden;
      numeral.setAttribute("aria-expanded", String(!details.hidden));
    },
    { class: "numeral", "aria-expanded": "false", "aria-label": `Reference ${number}` },
  );
  return { numeral, mark: standingMark(reference), details };
}

/** What notices say of the work, in sight before its entry is opened. */
function standingMark(reference) {
  const standing = reference?.standing;
  if (!standing || standing === "current") return null;
  const grave = isGrave(standing) ? " grave" : "";
  return h("strong", { class: `mark${grave}`, part: "reference-standing" }, standingName(standing));
}

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
  ].filter(Boolean);
}

function identifiers({ doi, pmid, url }) {
  return [
    doi ? outwardLink(`https://doi.org/${encodeURI(doi)}`, `doi:${doi}`) : null,
    pmid ? outwardLink(`https://pubmed.ncbi.nlm.nih.gov/${encodeURIComponent(pmid)}/`, `PubMed ${pmid}`) : null,
    url ? outwardLink(url, "Link") : null,
  ];
}
