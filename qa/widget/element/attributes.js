/** Attributes that are properties too, so that frameworks can set either, before or after the element is defined. */

/**
 * Sets an attribute; null, undefined and an empty text remove it.
 *
 * @param {HTMLElement} element
 * @param {string} name
 * @param {string | number | null | undefined} value
 */
export function reflect(element, name, value) {
  if (value === null || value === undefined || value === "") element.removeAttribute(name);
  else element.setAttribute(name, String(value));
}

/**
 * Gives properties that were set before the element was defined to its setters, which they would hide otherwise.
 *
 * @param {HTMLElement} element
 * @param {readonly string[]} names
 */
export function upgradeProperties(element, names) {
  const properties = /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (element));
  for (const name of names.filter((each) => Object.hasOwn(element, each))) {
    const value = properties[name];
    delete properties[name];
    properties[name] = value;
  }
}

/**
 * The attribute's value if it is one of those allowed, else the first of them.
 *
 * @template {string} Value
 * @param {string | null} value
 * @param {readonly [Value, ...Value[]]} allowed
 * @returns {Value}
 */
export function oneOf(value, allowed) {
  return allowed.find((each) => each === value) ?? allowed[0];
}

/**
 * Tells widgets of one page apart that ask the same service about the same article.
 *
 * @param {HTMLElement} element
 * @param {string[]} names attributes in which the widgets must be equal to be taken for the same
 * @returns {string} empty for the first of them in the page, "2" for the second and so on
 */
export function placeAmongEquals(element, names) {
  const root = /** @type {ParentNode} */ (/** @type {unknown} */ (element.getRootNode()));
  const equal = [...root.querySelectorAll(element.localName)].filter((other) =>
    names.every((name) => other.getAttribute(name) === element.getAttribute(name)));
  const place = equal.indexOf(element);
  return place > 0 ? String(place + 1) : "";
}
