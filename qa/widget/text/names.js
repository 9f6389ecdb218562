/** Names of drugs, illnesses and the like, as they occur in a thread. */

/**
 * The names in their order, each once however it is capitalised.
 *
 * @param {string[]} names
 * @returns {string[]}
 */
export function uniqueNames(names) {
  /** @type {Map<string, string>} */
  const found = new Map();
  for (const name of names) if (!found.has(name.toLowerCase())) found.set(name.toLowerCase(), name);
  return [...found.values()];
}
