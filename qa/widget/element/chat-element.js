/** `<pincite-chat>`: its attributes and methods, and the parts that it is made of. */
import { button, h, linkOf } from "../dom/nodes.js";
import { documentInReader } from "../text/addresses.js";
import { isAudience, UNSAID } from "../text/labels.js";
import { reflect, upgradeProperties } from "./attributes.js";
import { AudienceChoice } from "./audience-choice.js";
import { Composer } from "./composer.js";
import { ConfiguredElement, PROPERTIES } from "./configured-element.js";
import { DisclaimerNote } from "./disclaimer-note.js";
import { chatStyles } from "./styles.js";
import { ThreadPanel } from "./thread-panel.js";

/** @import { AskOptions } from "./thread-panel.js" */


/** Asks the service, and shows quotes, abstentions and the disclaimer. */
export class PinciteChatElement extends ConfiguredElement {
  static observedAttributes = [
    "endpoint", "document-id", "documentid", "section", "audience", "thread", "heading-level", "label", "placeholder",
    "theme", "credentials",
  ];

  #choice = new AudienceChoice((name) => this.#chooseAudience(name));
  #composer = new Composer(
    {
      onAsk: (question) => void this.ask(question),
      onStop: () => this.stop(),
      onSave: () => this.save(),
      onForget: () => void this.forget(),
      onWholeArticle: () => this.removeAttribute("section"),
    },
    this.#choice.node,
  );
  #disclaimer = new DisclaimerNote();
  #panel = new ThreadPanel(this, this.#composer, this.#disclaimer);
  #frame = h("section", { class: "chat", part: "chat", lang: "en", dir: "ltr" });

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [chatStyles()];
    const skip = button("Skip to the question field", () => this.focus(), { class: "skip" });
    const dock = h("div", { class: "dock" }, this.#composer.node, this.#disclaimer.node);
    this.#frame.append(skip, ...this.#panel.nodes, this.#composer.more, dock);
    root.append(this.#frame);
    root.addEventListener("click", (event) => this.#continueThread(event));
  }

  /**
   * Who asks: the attribute, or else what was chosen; nobody in particular where the service knows no such audience.
   *
   * @returns {string}
   */
  get audience() {
    const fixed = this.getAttribute("audience");
    if (!fixed) return this.#choice.value;
    return isAudience(fixed) ? fixed : UNSAID;
  }

  /** @param {string | null | undefined} value */
  set audience(value) {
    reflect(this, "audience", value);
  }

  /** Applies the attributes, and opens the thread that this tab remembers. */
  connectedCallback() {
    upgradeProperties(this, [...PROPERTIES, "audience"]);
    this.#showLabels();
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
    if (["endpoint", "document-id", "documentid", "thread"].includes(name)) this.#panel.change();
    if (name === "heading-level") this.#panel.open();
    if (name === "label" || name === "placeholder") this.#showLabels();
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

  /** Saves the thread as a document to read. */
  save() {
    this.#panel.save();
  }

  /** Saves what the service keeps of the thread as a JSON file. */
  async export() {
    await this.#panel.export();
  }

  /** Asks for the disclaimer again, as the one whose token it is now. */
  tokenChanged() {
    if (this.#panel.isOpen) this.#showAudience();
  }

  /** Shows the widget's name and the hint in its field. */
  #showLabels() {
    this.#frame.ariaLabel = this.label;
    this.#composer.setPlaceholder(this.placeholder);
  }

  /** Offers the choice of audiences unless the attribute fixes it, and shows the audience's disclaimer. */
  #showAudience() {
    this.#choice.node.hidden = this.hasAttribute("audience");
    void this.#disclaimer.load(this.connection, this.audience);
  }

  /** @param {string} name of the chosen audience */
  #chooseAudience(name) {
    void this.#disclaimer.load(this.connection, this.audience);
    this.#panel.sayAudience(name);
  }

  /** @param {Event} event a click; an article that is opened from the thread goes on with it */
  #continueThread(event) {
    const link = linkOf(event);
    const documentId = link ? documentInReader(link.href, this.endpoint) : null;
    if (documentId !== null) this.#panel.continueUnder(documentId);
  }
}
