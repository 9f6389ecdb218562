/** The ways to check a slice that is shown: the reader, and its hash. */
import { webAddress } from "../dom/links.js";
import { h } from "../dom/nodes.js";
import { bytesMatch } from "../text/receipt-hash.js";

/**
 * A link to the slice in the reader; on another site it opens a window of its own.
 *
 * @param {{links: {reader: string}}} slice
 * @param {string} endpoint base address of the service
 * @param {string} name what the link is read out as
 */
export function readerLink(slice, endpoint, name) {
  const href = webAddress(slice.links.reader, endpoint);
  const elsewhere = href !== null && new URL(href).origin !== location.origin;
  return h(
    "a",
    {
      class: "reader",
      part: "reader-link",
      href,
      "aria-label": name,
      target: elsewhere ? "_blank" : null,
      rel: elsewhere ? "noopener" : null,
    },
    "Read in context",
  );
}

/** Whether the text has the hash of its receipt: a mark once that is known, and a warning below `words` if not. */
export function byteCheck(slice, words) {
  const check = h("span", { class: "check" });
  bytesMatch(slice).then((match) => {
    if (match) {
      check.classList.add("matched");
      check.title = "This browser hashed the quoted text again: it has the SHA-256 of its receipt";
      check.textContent = "✓ bytes match";
    } else if (match === false) {
      const warning = "Warning: the text shown here does not have the SHA-256 of its receipt. Do not rely on it.";
      words.after(h("p", { class: "mismatch", part: "mismatch", role: "alert" }, warning));
    }
  });
  return check;
}
