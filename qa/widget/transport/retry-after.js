/** The header `Retry-After` (RFC 9110, 10.2.3). */

const MAX_SECONDS = 600;

/**
 * The seconds to wait.
 *
 * @param {string | null} header a number of seconds, or a date
 * @param {number} [now] milliseconds since 1970
 * @returns {number | null} whole seconds, at most ten minutes; null where there is nothing to wait for
 */
export function retrySeconds(header, now = Date.now()) {
  if (!header) return null;
  const seconds = /^\s*\d+\s*$/.test(header) ? Number(header) : (Date.parse(header) - now) / 1000;
  return seconds > 0 ? Math.min(Math.ceil(seconds), MAX_SECONDS) : null;
}
