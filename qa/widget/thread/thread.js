/**
 * A thread as this browser tab remembers it: the id of its conversation, and the outcomes shown so far. It lasts until the tab is closed, so a reload keeps it, and so does the
 * way to the reader: an article opened from a thread goes on with that thread.
 */
const KEPT_TURNS = 30;

export class Thread {
  #endpoint;
  #name;

  constructor(endpoint, documentId) {
    this.#endpoint = endpoint;
    this.#name = adopted(endpoint, documentId ?? "");
    const stored = parsed(read(this.#key));
    this.conversationId = stored.conversationId ?? null;
    /** [{outcome, under, earlier}], as the turns have them. */
    this.turns = stored.turns ?? [];
  }

  /** The number that the next turn of the conversation will have, for all that is known here. */
  get nextNumber() {
    const last = this.turns.findLast(({ outcome }) => outcome.conversation_id === this.conversationId);
    return this.conversationId !== null && last ? last.outcome.turn + 1 : 1;
  }

  /** Takes the conversation that the service has named, before its outcome is complete. */
  join(conversationId) {
    if (!conversationId) return;
    this.conversationId = conversationId;
    this.#write();
  }

  /** Adds an outcome, in the place of the one that has its number; its conversation becomes the current one. */
  add({ outcome, under, earlier }) {
    this.conversationId = outcome.conversation_id ?? null;
    const place = this.turns.findIndex((kept) => isSameTurn(kept.outcome, outcome));
    if (place < 0) this.turns = [...this.turns, { outcome, under, earlier }].slice(-KEPT_TURNS);
    else this.turns = this.turns.with(place, { outcome, under, earlier });
    this.#write();
  }

  /** Begins a new conversation; what was shown stays only if asked. */
  restart({ keepTurns = false } = {}) {
    this.conversationId = null;
    if (!keepTurns) this.turns = [];
    this.#write();
  }

  /** Lets the thread go on under an article, unless questions were asked there before. */
  carryTo(documentId) {
    if (documentId === this.#name || read(keyOf(this.#endpoint, documentId))) return;
    write(followKey(this.#endpoint, documentId), this.#name);
  }

  get #key() {
    return keyOf(this.#endpoint, this.#name);
  }

  #write() {
    const { conversationId, turns } = this;
    const empty = conversationId === null && turns.length === 0;
    write(this.#key, empty ? null : JSON.stringify({ conversationId, turns }));
  }
}

function isSameTurn(one, other) {
  return one.conversation_id === other.conversation_id && one.turn === other.turn;
}

function keyOf(endpoint, name) {
  return `pincite turns ${endpoint} ${name}`;
}

function followKey(endpoint, documentId) {
  return `pincite follows ${endpoint} ${documentId}`;
}

function adopted(endpoint, name) {
  return read(followKey(endpoint, name)) ?? name;
}

function parsed(text) {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}

function read(key) {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key, value) {
  try {
    sessionStorage.removeItem(key);
    if (value !== null) sessionStorage.setItem(key, value);
  } catch {
    // Storage is full or switched off: the thread lives as long as the page.
  }
}
