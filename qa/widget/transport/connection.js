/** How the service is reached: its address, who asks, and how long it may be silent. */
import { ProblemError } from "./problem.js";

/**
 * A bearer token, or a function that gives one for each call, or null for none.
 *
 * @typedef {string | null | (() => string | null | Promise<string | null>)} Token
 */

/**
 * @typedef {object} Connection
 * @property {string} endpoint base address of the service, ending in a slash
 * @property {Token} [token] sent as `Authorization: Bearer …`
 * @property {RequestCredentials} [credentials] whether cookies are sent; default: to the page's own site only
 * @property {Record<string, string>} [headers] sent with every call
 */

/** Milliseconds without any news from the service after which a call is given up. */
export const SILENCE_MS = 30_000;

/**
 * The headers of a call.
 *
 * @param {Connection} connection
 * @param {Record<string, string>} own the headers of this call
 * @returns {Promise<Headers>}
 */
export async function headersOf({ token = null, headers = {} }, own) {
  const all = new Headers({ ...headers, ...own });
  const value = typeof token === "function" ? await token() : token;
  if (value) all.set("Authorization", `Bearer ${value}`);
  return all;
}

/** Gives a call up when the service has been silent for too long. */
export class Patience {
  #giveUp = new AbortController();
  #milliseconds;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {number} [milliseconds] */
  constructor(milliseconds = SILENCE_MS) {
    this.#milliseconds = milliseconds;
    this.renew();
  }

  /** Aborts with a problem that says that the service is slow. */
  get signal() {
    return this.#giveUp.signal;
  }

  /** Starts to wait anew, because something has arrived. */
  renew() {
    this.end();
    this.#timer = setTimeout(() => this.#giveUp.abort(tooSlow()), this.#milliseconds);
  }

  /** Stops waiting. */
  end() {
    clearTimeout(this.#timer);
  }
}

/** @returns {ProblemError} */
function tooSlow() {
  return new ProblemError({
    title: "The service takes too long",
    detail: "Nothing has arrived for half a minute.",
    remedy: "Ask again in a moment.",
  });
}
