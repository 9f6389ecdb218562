/** `<pincite-chat>`: its attributes and methods, and the parts that it is made of. */
import { button, h, linkOf } from "../dom/nodes.js";
import { documentInReader } from "../text/addresses.js";
import { AudienceChoice } from "./audience-choice.js";
import { Composer } from "./composer.js";
import { DisclaimerNote } from "./disclaimer-note.js";
import { chatStyles } from "./styles.js";
import { ThreadPanel } from "./thread-panel.js";

/** @import { AskOptions } from "./thread-panel.js" */

const MAX_SECTION = 500;
const HOME = new URL("../..", import.meta.url).href;

/** Asks the service, and shows quotes, abstentions and the disclaimer. */
export class PinciteChatElement extends HTMLElement {
  static observedAttributes = ["endpoint", "document-id", "section", "audience"];

  #choice = new AudienceChoice((name) => this.#chooseAudience(name));
  #composer = new Composer(
    {
      onAsk: (question) => void this.ask(question),
      onStop: () => this.stop(),
      onExport: () => void this.export(),
      onForget: () => void this.forget(),
      onWholeArticle: () => this.removeAttribute("section"),
    },
    this.#choice.node,
  );
  #disclaimer = new DisclaimerNote();
  #panel = new ThreadPanel(this, this.#composer, this.#disclaimer);

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [chatStyles()];
    const skip = button("Skip to the question field", () => this.focus(), { class: "skip" });
    const content = [skip, ...this.#panel.nodes, this.#composer.node, this.#disclaimer.node];
    root.append(h("section", { class: "chat", part: "chat", "aria-label": "Ask the stored sources" }, ...content));
    root.addEventListener("click", (event) => this.#continueThread(event));
  }

  /** Base address of the service; by default where this script came from. */
  get endpoint() {
    const given = this.getAttribute("endpoint");
    const url = given ? new URL(given, document.baseURI).href : HOME;
    return url.endsWith("/") ? url : `${url}/`;
  }

  /** The article that questions are asked about, or null for all documents. */
  get documentId() {
    return this.getAttribute("document-id") || null;
  }

  /** The heading of the section that questions are asked about, or null for the whole article. */
  get section() {
    return this.getAttribute("section")?.slice(0, MAX_SECTION) || null;
  }

  /** Who asks: the attribute, or else what was chosen. */
  get audience() {
    return this.getAttribute("audience") || this.#choice.value;
  }

  /** Applies the attributes, and opens the thread that this tab remembers. */
  connectedCallback() {
    this.#showAudience();
    this.#composer.setSection(this.section);
    this.#panel.open();
  }

  /** Stops running requests. */
  disconnectedCallback() {
    this.stop();
    this.#disclaimer.stop();
  }

  /**
   * @param {string} name
   * @param {string | null} before
   * @param {string | null} after
   */
  attributeChangedCallback(name, before, after) {
    if (!this.isConnected || !this.#panel.isOpen || before === after) return;
    if (name === "section") this.#composer.setSection(this.section);
    if (name === "endpoint" || name === "document-id") this.#panel.change();
    if (name === "endpoint" || name === "audience") this.#showAudience();
  }

  /**
   * Puts the cursor into the question field.
   *
   * @param {FocusOptions} [options]
   */
  focus(options) {
    this.#composer.focus(options);
  }

  /**
   * Asks a question, and settles when its outcome is shown.
   *
   * @param {string} question
   * @param {AskOptions} [options]
   */
  async ask(question, options) {
    await this.#panel.ask(question, options);
  }

  /** Stops a running question; what has arrived stays. */
  stop() {
    this.#panel.stop();
  }

  /** Deletes the thread, here and on the service, and begins a new one. */
  async forget() {
    await this.#panel.forget();
  }

  /** Saves what the service keeps of the thread as a JSON file. */
  async export() {
    await this.#panel.export();
  }

  /** Offers the choice of audiences unless the attribute fixes it, and shows the audience's disclaimer. */
  #showAudience() {
    this.#choice.node.hidden = this.hasAttribute("audience");
    void this.#disclaimer.load(this.endpoint, this.audience);
  }

  /** @param {string} name of the chosen audience */
  #chooseAudience(name) {
    void this.#disclaimer.load(this.endpoint, this.audience);
    this.#panel.sayAudience(name);
  }

  /** @param {Event} event a click; an article that is opened from the thread goes on with it */
  #continueThread(event) {
    const link = linkOf(event);
    const documentId = link ? documentInReader(link.href, this.endpoint) : null;
    if (documentId !== null) this.#panel.continueUnder(documentId);
  }
}
