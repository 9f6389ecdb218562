/** What a browser has and node has not: session storage, and a service to call. */

/** @typedef {{ url: string, method: string, body: Record<string, unknown>, headers: Headers, credentials?: string }} Call */

/** Session storage in memory; `broken` makes every use of it fail. */
export class FakeStorage {
  /** @type {Map<string, string>} */
  items = new Map();
  broken = false;

  /**
   * @param {string} key
   * @returns {string | null}
   */
  getItem(key) {
    this.#check();
    return this.items.get(key) ?? null;
  }

  /**
   * @param {string} key
   * @param {string} value
   */
  setItem(key, value) {
    this.#check();
    this.items.set(key, value);
  }

  /** @param {string} key */
  removeItem(key) {
    this.#check();
    this.items.delete(key);
  }

  /** Fails where storage is switched off. */
  #check() {
    if (this.broken) throw new Error("storage is switched off");
  }
}

/** @returns {FakeStorage} the session storage from now on, empty */
export function freshStorage() {
  const storage = new FakeStorage();
  Object.defineProperty(globalThis, "sessionStorage", { value: storage, configurable: true, writable: true });
  return storage;
}

/**
 * Makes `fetch` answer with these, one a call.
 *
 * @param {...(Response | Error)} replies
 * @returns {Call[]} the calls, as they are made
 */
export function serviceThatReplies(...replies) {
  /** @type {Call[]} */
  const calls = [];
  globalThis.fetch = async (url, options = {}) => {
    const body = typeof options.body === "string" ? JSON.parse(options.body) : {};
    calls.push({ url: String(url), method: options.method ?? "GET", body, headers: new Headers(options.headers), credentials: options.credentials });
    options.signal?.throwIfAborted();
    const reply = replies.shift();
    if (reply === undefined) throw new Error("the service was called too often");
    if (reply instanceof Error) throw reply;
    return reply;
  };
  return calls;
}

/**
 * @param {...[event: string, data: unknown]} events
 * @returns {Response} a stream of server-sent events
 */
export function eventStream(...events) {
  return new Response(events.map(([event, data]) => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`).join(""));
}

/**
 * @param {number} status
 * @param {object} [fields]
 * @returns {Response} a problem object
 */
export function problem(status, fields = {}) {
  return Response.json({ title: `Problem ${status}`, status, ...fields }, { status });
}
