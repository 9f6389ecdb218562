/**
 * A conversation as this browser tab remembers it: its id, and the outcomes shown so far.
 * It lasts until the tab is closed, so a reload or the way back from the reader keeps the thread.
 */
const KEPT_TURNS = 20;

export class Thread {
  #key;

  constructor(endpoint, documentId) {
    this.#key = `pincite ${endpoint} ${documentId ?? ""}`;
    const stored = this.#read();
    this.conversationId = stored.conversationId ?? null;
    this.outcomes = stored.outcomes ?? [];
  }

  /** Adds an outcome, whose conversation becomes the current one. */
  add(outcome) {
    this.conversationId = outcome.conversation_id ?? null;
    this.outcomes = [...this.outcomes, outcome].slice(-KEPT_TURNS);
    this.#write();
  }

  /** Begins a new conversation; what was shown stays only if asked. */
  restart({ keepOutcomes = false } = {}) {
    this.conversationId = null;
    if (!keepOutcomes) this.outcomes = [];
    this.#write();
  }

  #read() {
    try {
      return JSON.parse(sessionStorage.getItem(this.#key)) ?? {};
    } catch {
      return {};
    }
  }

  #write() {
    const { conversationId, outcomes } = this;
    try {
      sessionStorage.setItem(this.#key, JSON.stringify({ conversationId, outcomes }));
    } catch {
      this.#forget();
    }
  }

  #forget() {
    try {
      sessionStorage.removeItem(this.#key);
    } catch {
      // Storage is switched off: the thread lives as long as the page.
    }
  }
}
