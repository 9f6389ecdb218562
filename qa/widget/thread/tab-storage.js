/** The session storage of this tab. Where it is full or switched off, values last as long as the page. */

/**
 * @param {string} key
 * @returns {string | null}
 */
export function readFromTab(key) {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

/**
 * @param {string} key
 * @param {string | null} value null removes it
 */
export function writeToTab(key, value) {
  try {
    sessionStorage.removeItem(key);
    if (value !== null) sessionStorage.setItem(key, value);
  } catch {
    // Nothing to do: the page works without storage.
  }
}
