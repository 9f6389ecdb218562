/** The open thread: asks questions in it, shows their turns, and reports progress in the status line. */
import { h } from "../dom/nodes.js";
import { bringIntoView, saveAs } from "../dom/viewing.js";
import { isoDate } from "../text/dates.js";
import { summaryOf } from "../text/summary.js";
import { threadMarkdown } from "../text/thread-document.js";
import { askInThread } from "../thread/answer-stream.js";
import { Thread } from "../thread/thread.js";
import { isAbort, isExpired, ProblemError } from "../transport/problem.js";
import { deleteConversation, exportConversation } from "../transport/service.js";
import { TurnList } from "./turn-list.js";

/** @import { Turn } from "../thread/turn.js" */
/** @import { Connection } from "../transport/connection.js" */
/** @import { Host } from "../turn/host.js" */
/** @import { ChosenBinding, Outcome } from "../transport/schema.js" */
/** @import { Composer } from "./composer.js" */
/** @import { DisclaimerNote } from "./disclaimer-note.js" */

/**
 * What the panel reads of the element that it is part of.
 *
 * @typedef {HTMLElement & {
 *   endpoint: string, connection: Connection, documentId: string | null, section: string | null, audience: string,
 *   thread: string, headingLevel: number,
 * }} ChatAttributes
 */

/**
 * @typedef {object} AskOptions
 * @property {ChosenBinding[]} [bindings] what mentions are to mean
 * @property {Turn | null} [instead] the turn whose place the question takes
 */

/** The turns and the status line, and the calls that change them. */
export class ThreadPanel {
  #chat;
  #composer;
  #disclaimer;
  #list;
  #status = h("p", { class: "status", part: "status", role: "status", "aria-live": "polite" });
  /** @type {Thread | null} */
  #thread = null;
  /** @type {AbortController | null} */
  #running = null;

  /**
   * @param {ChatAttributes} chat
   * @param {Composer} composer
   * @param {DisclaimerNote} disclaimer
   */
  constructor(chat, composer, disclaimer) {
    this.#chat = chat;
    this.#composer = composer;
    this.#disclaimer = disclaimer;
    this.#list = new TurnList(this.#hostOfTurns());
    this.nodes = [this.#list.node, this.#status];
  }

  /** Whether a thread has been opened. */
  get isOpen() {
    return this.#thread !== null;
  }

  /** Opens the thread of the article that the element names, with the turns that this tab remembers. */
  open() {
    this.stop();
    const thread = new Thread(this.#chat.endpoint, this.#chat.documentId, this.#chat.thread);
    this.#thread = thread;
    thread.onChange = () => this.#show(thread);
    this.#show(thread);
    this.#say("");
  }

  /** Opens the thread of another article or service, and says so where one is left. */
  change() {
    const left = this.#current.hasOutcomes;
    this.open();
    if (left) this.#say("This is a separate thread. The previous one is kept, and appears again when you go back to it.");
  }

  /**
   * Asks a question, and settles when its outcome is shown.
   *
   * @param {string} question
   * @param {AskOptions} [options]
   */
  async ask(question, { bindings = [], instead = null } = {}) {
    this.stop();
    const thread = this.#current;
    const turn = this.#begin(thread, question, instead);
    const running = new AbortController();
    this.#running = running;
    this.#composer.setRunning(true);
    try {
      const view = this.#list.viewOf(turn);
      const { connection, audience } = this.#chat;
      const { signal } = running;
      const asking = { connection, thread, turn, signal, onEvent: view.showEvent.bind(view) };
      const replaces = turn.replaced ? turn.number : null;
      this.#finish(thread, turn, await askInThread(asking, { question, bindings, replaces, audience, ...turn.scope }));
    } catch (error) {
      this.#fail(thread, turn, error, () => {
        void this.ask(question, { bindings, instead });
        thread.remove(turn);
      });
    } finally {
      if (this.#running === running) {
        this.#running = null;
        this.#composer.setRunning(false);
      }
    }
  }

  /** Stops a running question; what has arrived stays. */
  stop() {
    this.#running?.abort();
  }

  /** Deletes the thread, here and on the service. */
  async forget() {
    this.stop();
    const thread = this.#current;
    const { conversationId } = thread;
    thread.clear();
    this.#composer.focus();
    this.#say("The thread was deleted here and on the service. Your next question starts a new one.");
    if (conversationId === null) return;
    try {
      await deleteConversation(this.#chat.connection, conversationId);
    } catch {
      this.#say("The thread was deleted here, but the service could not be reached. Its copy is deleted when it expires.");
    }
  }

  /** Saves the thread as a document to read. */
  save() {
    const outcomes = this.#current.turns.flatMap(({ outcome }) => (outcome ? [outcome] : []));
    saveAs("pincite-thread.md", threadMarkdown(outcomes, this.#chat.endpoint, isoDate()), "text/markdown;charset=utf-8");
    this.#say("Thread saved as pincite-thread.md.");
  }

  /** Saves what the service keeps of the thread as a JSON file. */
  async export() {
    const { conversationId } = this.#current;
    if (conversationId === null) return;
    try {
      saveAs("pincite-thread.json", await exportConversation(this.#chat.connection, conversationId), "application/json");
      this.#say("Thread saved as pincite-thread.json.");
    } catch (error) {
      const expired = "The thread has expired and is no longer stored on the service.";
      this.#say(isExpired(error) ? expired : `Export failed. ${messageOf(error)}.`);
    }
  }

  /**
   * Reports a chosen audience in the status line, if the thread has answers that it does not change.
   *
   * @param {string} name
   */
  sayAudience(name) {
    if (this.#current.hasOutcomes) this.#say(`${name}: applies from your next question on. Earlier answers do not change.`);
  }

  /**
   * Lets the thread go on under an article that is opened from it.
   *
   * @param {string} documentId
   */
  continueUnder(documentId) {
    this.#current.continueUnder(documentId);
  }

  /**
   * The open thread.
   *
   * @returns {Thread}
   */
  get #current() {
    if (!this.#thread) throw new Error("put <pincite-chat> into a page before using it");
    return this.#thread;
  }

  /** @returns {Host} what the turns can ask of the widget */
  #hostOfTurns() {
    const chat = this.#chat;
    return {
      get endpoint() {
        return chat.endpoint;
      },
      get headingLevel() {
        return chat.headingLevel;
      },
      ask: (question, options) => void this.ask(question, options),
      shows: (conversationId, number) => this.#current.find(conversationId, number) !== undefined,
      point: (conversationId, number, place) => {
        const turn = this.#current.find(conversationId, number);
        if (turn) this.#list.viewOf(turn).point(place);
      },
      toQuestion: () => this.#composer.focus(),
      names: () => this.#current.names(),
    };
  }

  /**
   * Shows a thread, unless another one was opened in the meantime.
   *
   * @param {Thread} thread
   */
  #show(thread) {
    if (thread !== this.#thread) return;
    this.#list.show(thread);
    const answered = thread.hasOutcomes;
    this.#composer.setThread({ shown: answered || thread.conversationId !== null, answered });
  }

  /**
   * @param {Thread} thread
   * @param {string} question
   * @param {Turn | null} instead
   * @returns {Turn}
   */
  #begin(thread, question, instead) {
    const { documentId, section } = this.#chat;
    const scope = { document_id: documentId, section: documentId && section };
    const reading = this.#list.focused !== null;
    const turn = instead ? thread.beginAgain(instead, question, scope) : thread.begin(question, scope);
    const { node, heading } = this.#list.viewOf(turn);
    this.#say("Searching the stored sources…");
    bringIntoView(node, "start");
    if (reading) heading.focus({ preventScroll: true });
    return turn;
  }

  /**
   * @param {Thread} thread
   * @param {Turn} turn
   * @param {Outcome} outcome
   */
  #finish(thread, turn, outcome) {
    const view = this.#list.viewOf(turn);
    view.finish(outcome);
    thread.complete(turn, outcome);
    this.#disclaimer.show(outcome.disclaimer);
    this.#disclaimer.foldOnceSeen();
    const summary = summaryOf(outcome);
    this.#say(thread.isLast(turn) ? summary : `${summary} The questions below were not changed.`);
    // A user who has moved on in the meantime is not pulled back.
    if (this.#composer.isIdle || this.#list.focused === view.heading) view.focus();
    this.#tell(`pincite-${outcome.outcome}`, outcome);
  }

  /**
   * @param {Thread} thread
   * @param {Turn} turn
   * @param {unknown} error
   * @param {() => void} onRetry
   */
  #fail(thread, turn, error, onRetry) {
    if (!thread.has(turn)) return;
    thread.abandon(turn);
    const view = this.#list.viewOf(turn);
    if (isAbort(error)) {
      view.stop();
      if (thread === this.#thread) this.#say("Stopped.");
      return;
    }
    const unexpected = { title: "The answer could not be shown", detail: messageOf(error), remedy: "Ask again." };
    const problem = error instanceof ProblemError ? error.problem : unexpected;
    view.fail(problem, onRetry);
    this.#say("");
    this.#tell("pincite-error", problem);
  }

  /** @param {string} text for the status line */
  #say(text) {
    this.#status.textContent = text;
  }

  /**
   * @param {string} name of an event
   * @param {unknown} detail
   */
  #tell(name, detail) {
    this.#chat.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

/**
 * @param {unknown} error
 * @returns {string}
 */
function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}
