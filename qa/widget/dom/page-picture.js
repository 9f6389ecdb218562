/** The picture of a quote's page: drawn by the service from the stored PDF, and loaded when it is asked for. */
import { h } from "./nodes.js";

const FAILED = "The picture of this page cannot be loaded. Open the original document to check the quote.";

/**
 * "See the page", which opens the picture.
 *
 * @param {string} address of the picture
 * @param {string} name accessible name of the picture
 * @param {string} label of what opens it
 * @returns {HTMLElement}
 */
export function pagePicture(address, name, label = "See the page") {
  const place = h("div", { class: "picture" });
  const details = h("details", { class: "page-picture", part: "page-picture" }, h("summary", {}, label), place);
  details.addEventListener("toggle", () => {
    if (place.childElementCount === 0) place.append(linkedPicture(address, name));
  });
  return details;
}

/**
 * @param {string} address
 * @param {string} name
 * @returns {HTMLElement} the picture, which opens in its full size; a text where it cannot be loaded
 */
function linkedPicture(address, name) {
  const image = h("img", { src: address, alt: name, crossorigin: "anonymous" });
  const link = h("a", { href: address, target: "_blank", rel: "noopener" }, image);
  image.addEventListener("error", () => link.replaceWith(h("p", { role: "alert" }, FAILED)));
  return link;
}
