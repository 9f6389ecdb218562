/** The bibliographic entry of a source: its title, its standing, its facts and its cautions. */
import { outwardLink } from "../dom/links.js";
import { h } from "../dom/nodes.js";
import { isGrave, kindName, reviewName, standingName } from "../text/labels.js";

/** All of it, as nodes. */
export function entry(source, endpoint) {
  return [
    h("h4", { part: "source-title", dir: "auto" }, titleLink(source, endpoint)),
    standingBanner(source),
    h("p", { class: "facts", part: "source-facts" }, ...factsOf(source)),
    ...source.cautions.map(caution),
  ];
}

/** The title, which opens the source in the reader. */
export function titleLink(source, endpoint) {
  const reader = new URL(`read/${encodeURIComponent(source.document_id)}`, endpoint);
  const elsewhere = reader.origin !== location.origin;
  const attributes = { href: reader.href, target: elsewhere ? "_blank" : null, rel: elsewhere ? "noopener" : null };
  return h("a", attributes, source.title);
}

/** What is wrong with a source that does not stand as it was published, or null. */
export function standingBanner({ standing }) {
  if (standing === "current") return null;
  const text = `Standing of this source: ${standingName(standing)}`;
  return h("p", { class: isGrave(standing) ? "standing grave" : "standing", part: "standing", role: "note" }, text);
}

function factsOf(source) {
  const updated = source.last_updated;
  const date = updated ? h("span", {}, "last updated ", h("time", { datetime: updated }, updated)) : source.year;
  const review = source.review_status ? reviewName(source.review_status) : "not stated";
  const facts = [
    kindName(source.kind),
    source.publisher,
    date,
    `review: ${review}`,
    `standing: ${standingName(source.standing)}`,
    source.url ? outwardLink(source.url, "publisher’s page") : null,
  ];
  return facts.filter(Boolean).map((fact) => h("span", { dir: "auto" }, fact instanceof Node ? fact : String(fact)));
}

/** A caution, said as such. */
export function caution(text) {
  return h("p", { class: "caution", part: "caution", role: "note", dir: "auto" }, h("strong", {}, "Caution: "), text);
}
