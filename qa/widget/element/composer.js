/** The composer: the question field, the choice of audience, and the buttons. */
import { button, h } from "../dom/nodes.js";
import { complaintAbout } from "../text/question-check.js";

/**
 * @typedef {object} ComposerHandlers
 * @property {(question: string) => void} onAsk
 * @property {() => void} onStop
 * @property {() => void} onSave
 * @property {() => void} onForget
 * @property {() => void} onWholeArticle
 */

/** The form below the turns, which stays in reach, and above it what is needed less often. */
export class Composer {
  #onAsk;
  #field = h("textarea", { id: "question", rows: 1, part: "field", "aria-describedby": "hint", dir: "auto" });
  #label = h("label", { for: "question" }, "Your question");
  #complaint = h("p", { id: "complaint", class: "complaint", role: "alert" });
  #sectionName = h("strong", { dir: "auto" });
  #section;
  #ask = h("button", { type: "submit", class: "ask", part: "ask" }, "Ask");
  #stop;
  #save;
  #forget;

  /**
   * @param {ComposerHandlers} handlers
   * @param {Node} audience where the user says who they are
   */
  constructor({ onAsk, onStop, onSave, onForget, onWholeArticle }, audience) {
    this.#onAsk = onAsk;
    const wholeArticle = button("Ask about the whole article", onWholeArticle, { class: "link" });
    const section = { class: "section", part: "section", hidden: true };
    this.#section = h("p", section, "About the section ", this.#sectionName, " ", wholeArticle);
    this.#stop = button("Stop", onStop, { class: "quiet", part: "stop", hidden: true });
    this.#save = button("Save this thread", onSave, { class: "quiet", part: "save", hidden: true });
    this.#forget = button("Forget this thread", onForget, { class: "quiet", part: "forget", hidden: true });
    this.node = this.#form();
    this.more = this.#rest(audience);
    this.node.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    this.#field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.#submit();
    });
  }

  /** Whether the focus is in the composer and the field is empty. */
  get isIdle() {
    const focused = this.#focused;
    return (this.node.contains(focused) || this.more.contains(focused)) && this.#field.value === "";
  }

  /**
   * Puts the cursor into the field.
   *
   * @param {FocusOptions} [options]
   */
  focus(options) {
    this.#field.focus(options);
  }

  /**
   * Shows the buttons that apply to the thread.
   *
   * @param {{ shown: boolean, answered: boolean }} thread whether it has anything to delete, and any outcome
   */
  setThread({ shown, answered }) {
    const focused = this.#focused;
    if (!shown && (focused === this.#save || focused === this.#forget)) this.focus();
    this.#save.hidden = !answered;
    this.#forget.hidden = !shown;
    this.#label.textContent = answered ? "Your follow-up question" : "Your question";
  }

  /** @param {string} text shown in the empty field */
  setPlaceholder(text) {
    this.#field.placeholder = text;
  }

  /** @param {string | null} name of the section that is asked about, or null for the whole article */
  setSection(name) {
    if (!name && this.#section.contains(this.#focused)) this.focus();
    this.#section.hidden = !name;
    this.#sectionName.textContent = name ? `“${name}”` : "";
  }

  /** @param {boolean} running whether a question is being answered */
  setRunning(running) {
    if (!running && this.#focused === this.#stop) this.focus();
    this.#ask.setAttribute("aria-disabled", String(running));
    this.#stop.hidden = !running;
  }

  /** @returns {Element | null} what has the focus beside this form */
  get #focused() {
    const root = this.node.getRootNode();
    return root instanceof ShadowRoot ? root.activeElement : null;
  }

  /** @returns {HTMLFormElement} the question field and the buttons that send and stop a question */
  #form() {
    return h(
      "form",
      { class: "composer", part: "composer", novalidate: true },
      this.#label,
      this.#section,
      h("div", { class: "line" }, this.#field, this.#ask, this.#stop),
      this.#complaint,
    );
  }

  /**
   * @param {Node} audience
   * @returns {HTMLElement}
   */
  #rest(audience) {
    const hint = "Press Enter to ask, or Shift+Enter for a new line. Do not enter names or other patient identifiers.";
    return h(
      "div",
      { class: "more" },
      h("div", { class: "buttons" }, this.#save, this.#forget),
      audience,
      h("p", { id: "hint", class: "hint" }, hint),
    );
  }

  /** Asks what is written, unless another question is being answered. */
  #submit() {
    if (!this.#stop.hidden) return;
    const question = this.#field.value.trim();
    const complaint = complaintAbout(question);
    this.#complaint.textContent = complaint;
    if (complaint) {
      this.focus();
      return;
    }
    this.#field.value = "";
    this.#onAsk(question);
  }
}
