/** The ways to check a quoted slice: its place in the reader page, and its hash. */
import { readerLink } from "../dom/links.js";
import { h } from "../dom/nodes.js";
import { addressAt } from "../text/addresses.js";
import { matchesReceipt } from "../text/receipt-hash.js";

/** @import { Definition } from "../transport/schema.js" */

/**
 * A link to the slice in the reader page.
 *
 * @param {Definition} slice
 * @param {string} endpoint base address of the service
 * @param {string} name the link's accessible name
 * @returns {HTMLAnchorElement}
 */
export function contextLink(slice, endpoint, name) {
  const href = addressAt(endpoint, slice.links.reader);
  return readerLink(href, "Read in context", { class: "reader", part: "reader-link", "aria-label": name });
}

/**
 * Compares the text's hash with its receipt: a mark if they match, or a warning below the text.
 *
 * @param {Definition} slice
 * @param {HTMLElement} words the element that shows the text
 * @returns {HTMLElement}
 */
export function receiptCheck(slice, words) {
  const check = h("span", { class: "check" });
  void showResult(slice, words, check);
  return check;
}

/**
 * @param {Definition} slice
 * @param {HTMLElement} words
 * @param {HTMLElement} check
 */
async function showResult(slice, words, check) {
  const matches = await matchesReceipt(slice);
  if (matches) {
    check.classList.add("matched");
    check.title = "The SHA-256 of this text, computed in your browser, matches the receipt of the stored copy.";
    check.textContent = "✓ Verified quote";
  } else if (matches === false) {
    const warning = "Warning: this text does not match the stored copy (its SHA-256 differs from the receipt). Do not rely on it.";
    words.after(h("p", { class: "mismatch", part: "mismatch", role: "alert" }, warning));
  }
}
