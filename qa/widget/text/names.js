/** Names of drugs, illnesses and the like, as they occur in a thread. */

/** The names, each once however it is capitalised. */
export function unique(names) {
  const found = new Map();
  for (const name of names) if (!found.has(name.toLowerCase())) found.set(name.toLowerCase(), name);
  return [...found.values()];
}
