/** Checks a quote's text against the hash in its receipt. */

/**
 * Hashes the quote's text again, in this browser.
 *
 * @returns {Promise<boolean | null>} whether it has the SHA-256 of its receipt; null without WebCrypto
 */
export async function bytesMatch(quote) {
  if (!globalThis.crypto?.subtle) return null;
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(quote.text));
  const hex = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex === quote.sha256;
}
