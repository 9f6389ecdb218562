/** Links to the reader page and to other sites. */
import { webAddress } from "../text/addresses.js";
import { h } from "./nodes.js";

/** @import { Attributes } from "./nodes.js" */

/**
 * A link to another site, or plain text where the address is not http(s).
 *
 * @param {string} address
 * @param {string} text
 * @param {Attributes} [attributes]
 * @returns {HTMLElement}
 */
export function externalLink(address, text, attributes = {}) {
  const href = webAddress(address);
  if (!href) return h("span", { dir: "auto" }, text);
  return h("a", { href, rel: "noopener noreferrer", target: "_blank", dir: "auto", ...attributes }, text);
}

/**
 * A link to the reader page; where that is on another site, it opens in a new window.
 *
 * @param {string | null} href
 * @param {string} text
 * @param {Attributes} [attributes]
 * @returns {HTMLAnchorElement}
 */
export function readerLink(href, text, attributes = {}) {
  const elsewhere = href !== null && new URL(href).origin !== location.origin;
  const target = elsewhere ? { target: "_blank", rel: "noopener" } : {};
  return h("a", { href, ...target, ...attributes }, text);
}
