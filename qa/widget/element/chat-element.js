/** `<pincite-chat>`: asks the service, and shows quotes, abstentions and the disclaimer. */
import { bringIntoView, button, h, saveAs } from "../dom/nodes.js";
import { answered } from "../thread/answer-stream.js";
import { Thread } from "../thread/thread.js";
import { EXPIRED } from "../transport/problem.js";
import { exported, forget } from "../transport/service.js";
import { Turn } from "../turn/turn-view.js";
import { AudienceChoice } from "./audience-choice.js";
import { composer } from "./composer.js";
import { DisclaimerNote } from "./disclaimer-note.js";
import { chatStyles } from "./styles.js";
import { Turns } from "./turn-list.js";

const LONGEST_SECTION = 500;
const HOME = new URL("../..", import.meta.url).href;

export class PinciteChatElement extends HTMLElement {
  static observedAttributes = ["endpoint", "document-id", "section", "audience"];

  #turns = new Turns();
  #status = h("p", { class: "status", part: "status", role: "status", "aria-live": "polite" });
  #choice = new AudienceChoice((name) => this.#chooseAudience(name));
  #composer = composer(
    {
      onAsk: (question) => this.ask(question),
      onStop: () => this.stop(),
      onExport: () => this.export(),
      onForget: () => this.forget(),
      onWholeArticle: () => this.removeAttribute("section"),
    },
    this.#choice.node,
  );
  #disclaimer = new DisclaimerNote();
  #thread = null;
  #running = null;

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [chatStyles()];
    root.append(
      h(
        "section",
        { class: "chat", part: "chat", "aria-label": "Ask the stored sources" },
        button("Skip to the question field", () => this.focus(), { class: "skip" }),
        this.#turns.node,
        this.#status,
        this.#composer.node,
        this.#disclaimer.node,
      ),
    );
    this.#turns.node.addEventListener("click", (event) => this.#carry(event));
  }

  /** Base address of the service; by default where this script came from. */
  get endpoint() {
    const given = this.getAttribute("endpoint");
    const url = given ? new URL(given, document.baseURI).href : HOME;
    return url.endsWith("/") ? url : `${url}/`;
  }

  /** The article under which questions are asked, or null. */
  get documentId() {
    return this.getAttribute("document-id") || null;
  }

  /** The heading of the section that is being asked about, or null for the whole article. */
  get section() {
    return this.getAttribute("section")?.slice(0, LONGEST_SECTION) || null;
  }

  /** Who asks: what the attribute says, or else what was chosen. */
  get audience() {
    return this.getAttribute("audience") || this.#choice.value;
  }

  connectedCallback() {
    this.#showAudience();
    this.#composer.setSection(this.section);
    this.#openThread();
  }

  disconnectedCallback() {
    this.stop();
    this.#disclaimer.stop();
  }

  attributeChangedCallback(name, before, after) {
    if (!this.isConnected || !this.#thread || before === after) return;
    if (name === "section") this.#composer.setSection(after);
    if (name === "endpoint" || name === "document-id") this.#changeThread();
    if (name === "endpoint" || name === "audience") this.#showAudience();
  }

  /** Puts the cursor into the question field. */
  focus(options) {
    this.#composer.focus(options);
  }

  /**
   * Asks a question, and settles when its outcome is shown.
   *
   * @param {string} question
   * @param {{bindings?: {mention: string, resolved_to: string}[], instead?: Turn | null}} options what mentions
   *   are to mean, and the turn whose place it takes
   */
  async ask(question, { bindings = [], instead = null } = {}) {
    this.stop();
    const replaced = this.#isLive(instead) ? instead : null;
    const turn = this.#begin(question, replaced);
    const running = new AbortController();
    const thread = this.#thread;
    this.#running = running;
    this.#composer.setRunning(true);
    try {
      const toEnd = () => this.#toEnd(turn, replaced);
      const where = { endpoint: this.endpoint, thread, turn, signal: running.signal, toEnd };
      const replaces = replaced && replaced.outcome.turn;
      const body = { question, bindings, replaces, audience: this.audience, ...turn.under };
      this.#finish(turn, await answered(where, body));
    } catch (error) {
      if (replaced) this.#turns.giveBack(replaced, turn);
      this.#fail(turn, error, () => {
        this.ask(question, { bindings, instead });
        this.#turns.remove(turn);
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

  /** Forgets the thread, here and on the service, and begins a new one. */
  async forget() {
    this.stop();
    const { conversationId } = this.#thread;
    this.#thread.restart();
    this.#turns.clear();
    this.#composer.focus();
    this.#showThread();
    this.#say("This thread was forgotten, here and on the service. The next question begins a new one.");
    if (conversationId === null) return;
    try {
      await forget(this.endpoint, conversationId);
    } catch {
      this.#say("This thread was forgotten here. The service could not be told; what it keeps expires by itself.");
    }
  }

  /** Saves what the service keeps of the thread as a JSON file. */
  async export() {
    const { conversationId } = this.#thread;
    if (conversationId === null) return;
    try {
      saveAs("pincite-thread.json", await exported(this.endpoint, conversationId), "application/json");
      this.#say("The thread was saved as pincite-thread.json.");
    } catch (error) {
      const expired = error.problem?.status === EXPIRED;
      this.#say(expired ? "The thread has expired: the service keeps nothing of it any more." : `Not exported. ${error.message}.`);
    }
  }

  get #host() {
    return {
      endpoint: this.endpoint,
      ask: (question, options) => this.ask(question, options),
      turn: (conversationId, number) => this.#turns.find(conversationId, number),
      names: () => this.#turns.names(),
    };
  }

  #openThread() {
    this.stop();
    this.#thread = new Thread(this.endpoint, this.documentId);
    this.#turns.clear();
    for (const [index, { outcome, under, earlier }] of this.#thread.turns.entries()) {
      const turn = new Turn(outcome.question, this.#host, { number: outcome.turn, under, earlier });
      this.#turns.add(turn);
      turn.finish(outcome);
      if (outcome.turn === 1 && index > 0) turn.beginAnew();
    }
    this.#showThread();
    this.#say("");
  }

  #changeThread() {
    const left = this.#thread.turns.length > 0;
    this.#openThread();
    if (left) this.#say("These questions are a thread of their own. The one before is kept, and shown again when you go back to it.");
  }

  #showThread() {
    const { conversationId, turns } = this.#thread;
    this.#composer.setThread({ shown: turns.length > 0 || conversationId !== null, kept: conversationId !== null });
  }

  #showAudience() {
    this.#choice.node.hidden = this.hasAttribute("audience");
    this.#disclaimer.load(this.endpoint, this.audience);
  }

  #chooseAudience(name) {
    this.#disclaimer.load(this.endpoint, this.audience);
    if (this.#thread.turns.length > 0) this.#say(`${name}: from the next question on. What is shown stays as it is.`);
  }

  /** Whether a turn is one of the conversation that goes on. */
  #isLive(turn) {
    return Boolean(turn?.outcome) && turn.outcome.conversation_id === this.#thread.conversationId;
  }

  #begin(question, replaced) {
    const turn = new Turn(question, this.#host, replaced ? placeOf(replaced) : this.#nextPlace);
    const reading = this.#turns.node.contains(this.shadowRoot.activeElement);
    if (replaced) this.#turns.put(turn, replaced);
    else this.#turns.add(turn);
    this.#say("Searching the stored sources…");
    bringIntoView(turn.node, "start");
    if (reading) turn.heading.focus({ preventScroll: true });
    return turn;
  }

  get #nextPlace() {
    const under = { document_id: this.documentId, section: this.documentId && this.section };
    return { number: this.#thread.nextNumber, under };
  }

  /** A turn that cannot take the place of another one goes below all of them. */
  #toEnd(turn, replaced) {
    if (!replaced) return;
    const reading = this.shadowRoot.activeElement === turn.heading;
    this.#turns.giveBack(replaced, turn);
    this.#turns.remove(turn);
    this.#turns.add(turn);
    turn.standAlone(this.#thread.nextNumber);
    if (reading) turn.heading.focus({ preventScroll: true });
  }

  #finish(turn, outcome) {
    const summary = turn.finish(outcome);
    this.#thread.add(turn);
    this.#disclaimer.show(outcome.disclaimer);
    this.#showThread();
    this.#say(this.#turns.isLast(turn) ? summary : `${summary} The questions below stay as they were.`);
    this.#settleOn(turn);
    this.#tell(`pincite-${outcome.outcome}`, outcome);
  }

  /** Leads to a complete turn, unless the reader has gone on to something else. */
  #settleOn(turn) {
    const waited = this.#composer.idle() || this.shadowRoot.activeElement === turn.heading;
    if (!waited) return;
    turn.heading.focus({ preventScroll: true });
    bringIntoView(turn.node, "start");
  }

  #fail(turn, error, onRetry) {
    this.#showThread();
    if (error.name === "AbortError") {
      turn.stop();
      this.#say("Stopped.");
      return;
    }
    const problem = error.problem ?? { title: "The answer could not be shown", detail: error.message, remedy: "Ask again." };
    turn.fail(problem, onRetry);
    this.#say("");
    this.#tell("pincite-error", problem);
  }

  /** An article that is opened from the thread goes on with it. */
  #carry(event) {
    const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
    const path = link && new URL(link.href).pathname.match(/\/read\/([^/]+)$/);
    if (path && link.href.startsWith(this.endpoint)) this.#thread.carryTo(decodeURIComponent(path[1]));
  }

  #say(text) {
    this.#status.textContent = text;
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

/** The place of a turn that is asked again: the same number, asked about the same. */
function placeOf({ outcome, under, names }) {
  return { number: outcome.turn, under, earlier: names };
}
