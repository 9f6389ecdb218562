/** Checks addresses that come from sources, which are not trusted. */

/**
 * The address if it is http(s), else null.
 *
 * @param {string | null | undefined} address
 * @param {string} [base]
 * @returns {string | null}
 */
export function webAddress(address, base) {
  if (!address) return null;
  try {
    const url = new URL(address, base);
    return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
  } catch {
    return null;
  }
}

/**
 * The address of a path of the service, also where the service stands below a path of its host.
 *
 * @param {string} endpoint base address of the service, ending in a slash
 * @param {string | null | undefined} path from the service's own root, such as `/read/als`
 * @returns {string | null} null where it leads to nothing on the web
 */
export function addressAt(endpoint, path) {
  return path ? webAddress(path.replace(/^\/+/, ""), endpoint) : null;
}

/**
 * The document that an address opens in the reader page of a service.
 *
 * @param {string} address
 * @param {string} endpoint base address of the service
 * @returns {string | null} its id, or null for any other address
 */
export function documentInReader(address, endpoint) {
  if (!address.startsWith(endpoint)) return null;
  const path = new URL(address).pathname.match(/\/read\/([^/]+)$/);
  return path ? decodeURIComponent(path[1]) : null;
}
