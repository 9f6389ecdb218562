/** Dates as they are written in citations. */

/**
 * @param {Date} [date]
 * @returns {string} such as "2026-11-30", in the reader's own time zone
 */
export function isoDate(date = new Date()) {
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
