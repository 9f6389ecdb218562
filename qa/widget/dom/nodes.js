/** Builds DOM nodes. Text becomes text nodes, so that nothing a source says is ever parsed as markup. */

/** @typedef {Record<string, string | number | boolean | null | undefined>} Attributes */
/** @typedef {Node | string | null | undefined | false} Child */

/**
 * An element with attributes and children; null, undefined and false are left out of both.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Attributes} [attributes]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function h(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/**
 * A heading.
 *
 * @param {number} level 1 to 6
 * @param {Attributes} attributes
 * @param {...Child} children
 * @returns {HTMLHeadingElement}
 */
export function heading(level, attributes, ...children) {
  return h(/** @type {"h3"} */ (`h${level}`), attributes, ...children);
}

/**
 * A button that does one thing.
 *
 * @param {string | Node[]} content
 * @param {() => void} action
 * @param {Attributes} [attributes]
 * @returns {HTMLButtonElement}
 */
export function button(content, action, attributes = {}) {
  const node = h("button", { type: "button", ...attributes }, ...(typeof content === "string" ? [content] : content));
  node.addEventListener("click", () => action());
  return node;
}

/**
 * The element that a selector matches.
 *
 * @template {HTMLElement} Kind
 * @param {ParentNode} root
 * @param {string} selector
 * @param {new () => Kind} kind
 * @returns {Kind}
 * @throws {Error} where the page has no such element
 */
export function find(root, selector, kind) {
  const node = root.querySelector(selector);
  if (node instanceof kind) return node;
  throw new Error(`the page has no ${kind.name} ${selector}`);
}

/**
 * The link that an event was on, if any; shadow trees included.
 *
 * @param {Event} event
 * @returns {HTMLAnchorElement | undefined}
 */
export function linkOf(event) {
  return event.composedPath().find((node) => node instanceof HTMLAnchorElement);
}
