/** Checks a quote's text against the hash in its receipt. */

/**
 * Hashes a quote's text in this browser.
 *
 * @param {{ text: string, sha256: string }} quote
 * @returns {Promise<boolean | null>} whether it has the SHA-256 of its receipt; null where the browser cannot hash
 */
export async function matchesReceipt({ text, sha256 }) {
  if (!globalThis.crypto?.subtle) return null;
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  const hex = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex === sha256;
}
