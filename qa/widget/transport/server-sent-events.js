/** Server-sent events, parsed from a byte stream as it arrives. */

/** @typedef {{ event: string, data: string }} ServerSentEvent */

/**
 * The events of a stream, by the parsing rules of the HTML standard (section 9.2.6): lines end in CR, LF or CRLF,
 * several `data` lines are joined by LF, a blank line ends an event. A character or a line break may be cut anywhere.
 *
 * @param {ReadableStream<Uint8Array>} stream
 * @returns {AsyncGenerator<ServerSentEvent, void>}
 */
export async function* readEvents(stream) {
  const parser = new EventParser();
  const decoder = new TextDecoder();
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield* parser.push(decoder.decode(value, { stream: true }));
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** Collects lines into events. */
class EventParser {
  #rest = "";
  #afterReturn = false;
  #event = "";
  /** @type {string[]} */
  #data = [];

  /**
   * Takes more of the text, and gives the events that it completes.
   *
   * @param {string} text
   * @returns {Generator<ServerSentEvent, void>}
   */
  *push(text) {
    if (text === "") return;
    const fresh = this.#afterReturn && text.startsWith("\n") ? text.slice(1) : text;
    this.#afterReturn = text.endsWith("\r");
    const lines = (this.#rest + fresh).split(/\r\n|\n|\r/);
    this.#rest = lines.pop() ?? "";
    for (const line of lines) {
      const event = this.#take(line);
      if (event) yield event;
    }
  }

  /**
   * @param {string} line
   * @returns {ServerSentEvent | null}
   */
  #take(line) {
    if (line === "") return this.#dispatch();
    const colon = line.indexOf(":");
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (field === "event") this.#event = value;
    else if (field === "data") this.#data.push(value);
    return null;
  }

  /** @returns {ServerSentEvent | null} null where the event has no data */
  #dispatch() {
    const event = { event: this.#event || "message", data: this.#data.join("\n") };
    const empty = this.#data.length === 0;
    this.#event = "";
    this.#data = [];
    return empty ? null : event;
  }
}
