/** `<pincite-chat>`: asks the service, and shows quotes, abstentions and the disclaimer. */
import { composer } from "./composer.js";
import { bringIntoView, h } from "./element.js";
import { chatStyles } from "./styles.js";
import { Thread } from "./thread.js";
import { ask, disclaimer, ProblemError } from "./transport.js";
import { Turn } from "./turn.js";

const EXPIRED = 410;
const HOME = new URL("..", import.meta.url).href;

export class PinciteChatElement extends HTMLElement {
  static observedAttributes = ["endpoint", "document-id", "audience"];

  #turns = h("div", { class: "turns", part: "turns" });
  #status = h("p", { class: "status", part: "status", role: "status", "aria-live": "polite" });
  #composer = composer({
    onAsk: (question) => this.ask(question),
    onStop: () => this.stop(),
    onFresh: () => this.restart(),
  });
  #disclaimer = h(
    "div",
    { class: "disclaimer", part: "disclaimer", role: "note", "aria-label": "Disclaimer", tabindex: "0" },
    h("slot", { name: "disclaimer" }),
  );
  #thread = null;
  #running = null;
  #disclaimerRequest = null;

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [chatStyles()];
    root.append(
      h(
        "section",
        { class: "chat", part: "chat", "aria-label": "Ask the stored sources" },
        this.#turns,
        this.#status,
        this.#composer.node,
        this.#disclaimer,
      ),
    );
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

  get audience() {
    return this.getAttribute("audience") || "clinician";
  }

  connectedCallback() {
    this.#openThread();
    this.#loadDisclaimer();
  }

  disconnectedCallback() {
    this.stop();
    this.#disclaimerRequest?.abort();
  }

  attributeChangedCallback(name, before, after) {
    if (!this.isConnected || !this.#thread || before === after) return;
    if (name !== "audience") this.#openThread();
    if (name !== "document-id") this.#loadDisclaimer();
  }

  /** Asks a question, and settles when its outcome is shown. */
  async ask(question) {
    this.stop();
    const turn = this.#begin(question);
    const running = new AbortController();
    this.#running = running;
    this.#composer.setRunning(true);
    try {
      const outcome = await this.#outcome(turn, question, running.signal);
      running.signal.throwIfAborted();
      this.#finish(turn, outcome);
    } catch (error) {
      this.#fail(turn, question, error);
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

  /** Forgets the conversation and begins a new one. */
  restart() {
    this.stop();
    this.#thread.restart();
    this.#turns.replaceChildren();
    this.#composer.setFresh(true);
    this.#say("New conversation.");
    this.#composer.focus();
  }

  #openThread() {
    this.stop();
    this.#thread = new Thread(this.endpoint, this.documentId);
    this.#turns.replaceChildren();
    for (const outcome of this.#thread.outcomes) {
      const turn = new Turn(outcome.question, this.endpoint);
      turn.finish(outcome, (text) => this.ask(text));
      this.#turns.append(turn.node);
    }
    this.#composer.setFresh(this.#thread.conversationId === null);
    this.#say("");
  }

  async #loadDisclaimer() {
    this.#disclaimerRequest?.abort();
    this.#disclaimerRequest = new AbortController();
    try {
      this.#showDisclaimer(await disclaimer(this.endpoint, this.audience, this.#disclaimerRequest.signal));
    } catch {
      // The disclaimer in the page stays, and every outcome brings its own.
    }
  }

  #showDisclaimer({ text }) {
    this.#disclaimer.replaceChildren(h("p", { dir: "auto" }, text));
  }

  #begin(question) {
    const turn = new Turn(question, this.endpoint);
    this.#turns.append(turn.node);
    this.#say("Searching the stored sources…");
    bringIntoView(turn.node, "start");
    return turn;
  }

  async #outcome(turn, question, signal) {
    try {
      return await this.#stream(turn, question, signal);
    } catch (error) {
      if (!this.#thread.conversationId || error.problem?.status !== EXPIRED) throw error;
      this.#thread.restart({ keepOutcomes: true });
      turn.note("The earlier conversation had expired. The question was asked again in a new one.");
      return this.#stream(turn, question, signal);
    }
  }

  async #stream(turn, question, signal) {
    const body = {
      question,
      document_id: this.documentId,
      conversation_id: this.#thread.conversationId,
      audience: this.audience,
    };
    for await (const { event, data } of ask(this.endpoint, body, signal)) {
      if (event === "interpretation") turn.interpret(data);
      else if (event === "source") turn.addSource(data);
      else if (event === "quote") turn.addQuote(data);
      else if (event === "done") return data;
    }
    throw new ProblemError({ title: "The answer was cut off", remedy: "Ask again." });
  }

  #finish(turn, outcome) {
    const summary = turn.finish(outcome, (text) => this.ask(text));
    this.#thread.add(outcome);
    this.#showDisclaimer(outcome.disclaimer);
    this.#composer.setFresh(this.#thread.conversationId === null);
    this.#say(summary);
    if (this.#composer.idle(this.shadowRoot.activeElement)) turn.heading.focus({ preventScroll: true });
    this.#tell(`pincite-${outcome.outcome}`, outcome);
  }

  #fail(turn, question, error) {
    if (error.name === "AbortError") {
      turn.note("Stopped. What is shown above may be incomplete.");
      this.#say("Stopped.");
      return;
    }
    const problem = error.problem ?? { title: "The answer could not be shown", detail: error.message, remedy: "Ask again." };
    turn.fail(problem, () => this.ask(question));
    this.#say("");
    this.#tell("pincite-error", problem);
  }

  #say(text) {
    this.#status.textContent = text;
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}
