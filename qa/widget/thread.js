/**
 * A thread as this browser tab remembers it: the id of its conversation, and the outcomes shown so far, each
 * with its number in the conversation. It lasts until the tab is closed, so a reload keeps it, and so does the
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
    /** [{outcome, number, replaces}]: `replaces` is the number of the turn that was asked again, or null. */
    this.turns = stored.turns ?? [];
    /** Whether the service may have kept a turn whose outcome never arrived here. */
    this.unsure = stored.unsure ?? false;
  }

  /** The number that the next turn of the conversation will have. */
  get nextNumber() {
    const last = this.turns.findLast(({ outcome }) => outcome.conversation_id === this.conversationId);
    return this.conversationId !== null && last ? last.number + 1 : 1;
  }

  /** Takes the conversation that the service has named, before its outcome is complete. */
  join(conversationId) {
    if (!conversationId) return;
    this.conversationId = conversationId;
    this.#write();
  }

  /** Adds an outcome, whose conversation becomes the current one. */
  add(outcome, { number, replaces = null }) {
    this.conversationId = outcome.conversation_id ?? null;
    this.turns = [...this.turns, { outcome, number, replaces }].slice(-KEPT_TURNS);
    this.unsure = false;
    this.#write();
  }

  /** Notes that a question was sent whose outcome is not known here. */
  lose() {
    this.unsure = this.conversationId !== null;
    this.#write();
  }

  /** Begins a new conversation; what was shown stays only if asked. */
  restart({ keepTurns = false } = {}) {
    this.conversationId = null;
    this.unsure = false;
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
    const { conversationId, turns, unsure } = this;
    const empty = conversationId === null && turns.length === 0;
    write(this.#key, empty ? null : JSON.stringify({ conversationId, turns, unsure }));
  }
}

function keyOf(endpoint, name) {
  return `pincite thread ${endpoint} ${name}`;
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
