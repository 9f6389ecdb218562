/** Links whose address comes from a source. */
import { h } from "./nodes.js";

/** The address if it is http(s), else null: a source's own address may say anything. */
export function webAddress(address, base) {
  if (!address) return null;
  try {
    const url = new URL(address, base);
    return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
  } catch {
    return null;
  }
}

/** A link to another site, or plain text where the address is not http(s). */
export function outwardLink(address, text, attributes = {}) {
  const href = webAddress(address);
  if (!href) return h("span", { dir: "auto" }, text);
  return h("a", { href, rel: "noopener noreferrer", target: "_blank", dir: "auto", ...attributes }, text);
}
