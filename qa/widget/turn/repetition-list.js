/** The other places that have the same statement as a quote. */
import { readerLink } from "../dom/links.js";
import { h } from "../dom/nodes.js";
import { webAddress } from "../text/addresses.js";
import { placeText } from "../text/citation.js";
import { standingName } from "../text/labels.js";

/** @import { Repetition, Source } from "../transport/schema.js" */

/**
 * "Also in: ", with a link to each place in the reader page.
 *
 * @param {Repetition[]} places
 * @param {ReadonlyMap<string, Source>} sources the sources of the answer by id
 * @param {string} endpoint base address of the service
 * @returns {HTMLElement | null} null where there are none
 */
export function repetitions(places, sources, endpoint) {
  if (places.length === 0) return null;
  const items = places.map((place) => h("li", { dir: "auto" }, ...entry(place, sources.get(place.document_id), endpoint)));
  return h("div", { class: "also", part: "also" }, h("span", {}, "Also in:"), h("ul", {}, ...items));
}

/**
 * @param {Repetition} place
 * @param {Source | undefined} source
 * @param {string} endpoint
 * @returns {(Node | string)[]}
 */
function entry(place, source, endpoint) {
  const title = source ? source.title : place.document_id;
  const standing = source && source.standing !== "current" ? ` (${standingName(source.standing)})` : "";
  const where = placeText(place);
  return [readerLink(webAddress(place.links.reader, endpoint), title), standing, where ? `, ${where}` : ""];
}
