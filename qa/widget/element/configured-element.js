/** What a page can set on `<pincite-chat>`, as attributes and as properties. */
import { oneOf, placeAmongEquals, reflect } from "./attributes.js";

/** @import { Connection, Token } from "../transport/connection.js" */

const MAX_SECTION = 500;
const TOP_LEVEL = 3;
const THEMES = /** @type {const} */ (["auto", "light", "dark"]);
const CREDENTIALS = /** @type {const} */ (["same-origin", "include", "omit"]);
/** The properties that a framework may set before the element is defined. */
export const PROPERTIES = [
  "endpoint", "documentId", "section", "theme", "thread", "headingLevel", "label", "placeholder",
  "credentials", "headers", "token",
];
const HOME = new URL("../..", import.meta.url).href;

/** An element with the settings of the widget. Attributes and properties reflect each other, but for what is secret. */
export class ConfiguredElement extends HTMLElement {
  /** @type {Token} */
  #token = null;
  /** @type {Record<string, string>} */
  #headers = {};

  /**
   * Base address of the service; by default where this script came from.
   *
   * @returns {string}
   */
  get endpoint() {
    const given = this.getAttribute("endpoint");
    const url = given ? new URL(given, document.baseURI).href : HOME;
    return url.endsWith("/") ? url : `${url}/`;
  }

  /** @param {string | null | undefined} value */
  set endpoint(value) {
    reflect(this, "endpoint", value);
  }

  /**
   * The article that questions are asked about, or null for all documents. The attribute may be written `documentId`
   * too: a framework that sets it before the element is defined writes it like that.
   *
   * @returns {string | null}
   */
  get documentId() {
    return this.getAttribute("document-id") || this.getAttribute("documentid") || null;
  }

  /** @param {string | null | undefined} value */
  set documentId(value) {
    this.removeAttribute("documentid");
    reflect(this, "document-id", value);
  }

  /**
   * The heading of the section that questions are asked about, or null for the whole article.
   *
   * @returns {string | null}
   */
  get section() {
    return this.getAttribute("section")?.slice(0, MAX_SECTION) || null;
  }

  /** @param {string | null | undefined} value */
  set section(value) {
    reflect(this, "section", value);
  }

  /**
   * Colours: `light`, `dark`, or `auto` for those of the page.
   *
   * @returns {"auto" | "light" | "dark"}
   */
  get theme() {
    return oneOf(this.getAttribute("theme"), THEMES);
  }

  /** @param {string | null | undefined} value */
  set theme(value) {
    reflect(this, "theme", value);
  }

  /**
   * Name under which this tab keeps the thread; by default that of the article.
   *
   * @returns {string}
   */
  get thread() {
    return this.getAttribute("thread") || placeAmongEquals(this, ["endpoint", "document-id", "documentid", "thread"]);
  }

  /** @param {string | null | undefined} value */
  set thread(value) {
    reflect(this, "thread", value);
  }

  /**
   * Level of the questions' headings, 1 to 5; their sources' are one below.
   *
   * @returns {number}
   */
  get headingLevel() {
    const level = Number(this.getAttribute("heading-level") ?? TOP_LEVEL);
    return Number.isInteger(level) && level >= 1 && level <= 5 ? level : TOP_LEVEL;
  }

  /** @param {string | number | null | undefined} value */
  set headingLevel(value) {
    reflect(this, "heading-level", value);
  }

  /**
   * Accessible name of the widget; two on one page should differ.
   *
   * @returns {string}
   */
  get label() {
    return this.getAttribute("label") || "Ask the stored sources";
  }

  /** @param {string | null | undefined} value */
  set label(value) {
    reflect(this, "label", value);
  }

  /**
   * Hint in the empty question field.
   *
   * @returns {string}
   */
  get placeholder() {
    return this.getAttribute("placeholder") || "";
  }

  /** @param {string | null | undefined} value */
  set placeholder(value) {
    reflect(this, "placeholder", value);
  }

  /**
   * Whether calls carry cookies: `same-origin`, `include` or `omit`.
   *
   * @returns {"same-origin" | "include" | "omit"}
   */
  get credentials() {
    return oneOf(this.getAttribute("credentials"), CREDENTIALS);
  }

  /** @param {string | null | undefined} value */
  set credentials(value) {
    reflect(this, "credentials", value);
  }

  /**
   * Bearer token of the calls, or a function that gives one, which may be async. It is never written into the page.
   *
   * @returns {Token}
   */
  get token() {
    return this.#token;
  }

  /** @param {Token | undefined} value */
  set token(value) {
    this.#token = value ?? null;
    this.tokenChanged();
  }

  /**
   * Headers of every call, beside the widget's own.
   *
   * @returns {Record<string, string>}
   */
  get headers() {
    return this.#headers;
  }

  /** @param {Record<string, string> | null | undefined} value */
  set headers(value) {
    this.#headers = { ...value };
  }

  /**
   * How the service is reached now.
   *
   * @returns {Connection}
   */
  get connection() {
    const { endpoint, credentials } = this;
    return { endpoint, credentials, token: this.#token, headers: this.#headers };
  }

  /** Called when another token was set. */
  tokenChanged() {}
}
