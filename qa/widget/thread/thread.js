/**
 * The thread of questions in this tab: its conversation and the one list of its turns, from which the list on the page
 * and the copy in the tab's storage derive.
 */
import { uniqueNames } from "../text/names.js";
import { continueThread, loadThread, saveThread, threadNameFor } from "./thread-storage.js";
import { Turn } from "./turn.js";

/** @import { Outcome } from "../transport/schema.js" */
/** @import { Scope } from "./turn.js" */

const MAX_NAMES = 8;

/** The turns of one thread, oldest first. It survives a reload and navigation to the reader page. */
export class Thread {
  #endpoint;
  #name;
  /** @type {string | null} */
  #conversationId;
  /** @type {Turn[]} */
  #turns;
  /** Called after each change of the turns. */
  onChange = () => {};

  /**
   * @param {string} endpoint base address of the service
   * @param {string | null} documentId the article that the thread is about
   * @param {string} [place] tells the threads of several widgets on one page apart
   */
  constructor(endpoint, documentId, place = "") {
    this.#endpoint = endpoint;
    this.#name = threadNameFor(endpoint, documentId, place);
    const stored = loadThread(endpoint, this.#name);
    this.#conversationId = stored.conversationId;
    this.#turns = stored.turns;
  }

  /**
   * The turns in their order.
   *
   * @returns {readonly Turn[]}
   */
  get turns() {
    return this.#turns;
  }

  /** The conversation on the service that goes on, or null before there is one. */
  get conversationId() {
    return this.#conversationId;
  }

  /** Whether any turn has an outcome. */
  get hasOutcomes() {
    return this.#turns.some(({ outcome }) => outcome);
  }

  /** The number that the next turn will have, as far as this tab knows. */
  get nextNumber() {
    const last = this.#turns.findLast(({ outcome }) => outcome?.conversation_id === this.#conversationId)?.outcome;
    return this.#conversationId !== null && last ? last.turn + 1 : 1;
  }

  /**
   * Adds a question at the end.
   *
   * @param {string} question
   * @param {Scope} scope
   * @returns {Turn}
   */
  begin(question, scope) {
    const turn = new Turn(question, scope, this.nextNumber);
    this.#turns.push(turn);
    this.#changed();
    return turn;
  }

  /**
   * Asks a question in the place of a turn, or at the end if that turn is not part of the current conversation.
   *
   * @param {Turn} replaced
   * @param {string} question
   * @param {Scope} scope where it goes to the end
   * @returns {Turn}
   */
  beginAgain(replaced, question, scope) {
    const { outcome } = replaced;
    const place = this.#turns.indexOf(replaced);
    if (place < 0 || !outcome || outcome.conversation_id !== this.#conversationId) return this.begin(question, scope);
    const turn = Turn.inPlaceOf(replaced, question, outcome.turn);
    this.#turns[place] = turn;
    this.#changed();
    return turn;
  }

  /**
   * Takes the conversation and the number that the service has given to a turn.
   *
   * @param {Turn} turn
   * @param {{ conversation_id: string | null, turn?: number }} place
   */
  join(turn, { conversation_id: conversationId, turn: number }) {
    if (!this.has(turn)) return;
    if (conversationId) this.#conversationId = conversationId;
    if (number !== undefined) turn.number = number;
    this.#changed();
  }

  /**
   * Completes a turn; the turn that it replaced is dropped.
   *
   * @param {Turn} turn
   * @param {Outcome} outcome
   */
  complete(turn, outcome) {
    if (!this.has(turn)) return;
    turn.outcome = outcome;
    turn.number = outcome.turn;
    turn.replaced = null;
    this.#conversationId = outcome.conversation_id;
    this.#changed();
  }

  /**
   * Ends a turn without an outcome: it gets no number, and the turn that it was to replace returns above it.
   *
   * @param {Turn} turn
   */
  abandon(turn) {
    turn.number = null;
    this.#restoreReplaced(turn);
    this.#changed();
  }

  /**
   * Moves a turn that cannot replace another one to the end, as a question of its own.
   *
   * @param {Turn} turn
   */
  moveToEnd(turn) {
    if (!turn.replaced || !this.has(turn)) return;
    this.#restoreReplaced(turn);
    turn.earlierNames = null;
    turn.number = this.nextNumber;
    this.#turns = [...this.#turns.filter((other) => other !== turn), turn];
    this.#changed();
  }

  /**
   * Begins a new conversation with a turn, because the service no longer has the one before.
   *
   * @param {Turn} turn
   */
  expire(turn) {
    this.#conversationId = null;
    turn.number = 1;
    this.#changed();
  }

  /** @param {Turn} turn */
  remove(turn) {
    this.#turns = this.#turns.filter((other) => other !== turn);
    this.#changed();
  }

  /** Removes all turns and leaves the conversation. */
  clear() {
    this.#conversationId = null;
    this.#turns = [];
    this.#changed();
  }

  /**
   * @param {Turn} turn
   * @returns {boolean}
   */
  has(turn) {
    return this.#turns.includes(turn);
  }

  /**
   * @param {Turn} turn
   * @returns {boolean}
   */
  isLast(turn) {
    return this.#turns.at(-1) === turn;
  }

  /**
   * Whether a turn starts a new conversation because the one above it has expired.
   *
   * @param {Turn} turn
   * @returns {boolean}
   */
  startsNewConversation(turn) {
    return turn.number === 1 && this.#turns.slice(0, this.#turns.indexOf(turn)).some(({ outcome }) => outcome);
  }

  /**
   * The turn of that number in a conversation.
   *
   * @param {string | null} conversationId
   * @param {number} number
   * @returns {Turn | undefined} undefined where it is not shown
   */
  find(conversationId, number) {
    return this.#turns.find(({ outcome }) => outcome?.turn === number && outcome.conversation_id === conversationId);
  }

  /**
   * The topics of the turns and the names in them, latest first, each once.
   *
   * @returns {string[]}
   */
  names() {
    return uniqueNames(this.#turns.toReversed().flatMap((turn) => turn.names)).slice(0, MAX_NAMES);
  }

  /**
   * Lets the thread go on under an article that is opened from it, unless that article has a thread already.
   *
   * @param {string} documentId
   */
  continueUnder(documentId) {
    continueThread(this.#endpoint, this.#name, documentId);
  }

  /** @param {Turn} turn */
  #restoreReplaced(turn) {
    const place = this.#turns.indexOf(turn);
    if (!turn.replaced || place < 0) return;
    this.#turns.splice(place, 0, turn.replaced);
    turn.replaced = null;
  }

  /** Stores the thread and tells that it has changed. */
  #changed() {
    saveThread(this.#endpoint, this.#name, { conversationId: this.#conversationId, turns: this.#turns });
    this.onChange();
  }
}
