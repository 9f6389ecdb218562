/** A form to change what a mention means: the user chooses a name from the thread, or types another one. */
import { button, h } from "../dom/nodes.js";

/** @import { Binding } from "../transport/schema.js" */

const MAX_NAME = 2000;

/** A button that opens the form, and the form. */
export class MentionForm {
  #field;
  #choices = h("div");
  #names;
  #onChoose;

  /**
   * @param {Binding} binding
   * @param {string} label of the field
   * @param {() => string[]} names of the thread, to choose from
   * @param {(meaning: string) => void} onChoose
   */
  constructor({ mention, resolved_to: meaning }, label, names, onChoose) {
    this.#names = () => names().filter((name) => name.toLowerCase() !== meaning.toLowerCase());
    this.#onChoose = onChoose;
    this.#field = h("input", { type: "text", maxlength: MAX_NAME, autocomplete: "off", dir: "auto" });
    this.#field.value = meaning;
    this.opener = button("Change", () => this.#open(this.node.hidden === true), {
      class: "link",
      part: "change",
      "aria-expanded": "false",
      "aria-label": `Change what “${mention}” means`,
    });
    this.node = this.#form(label);
    this.node.addEventListener("submit", (event) => this.#submit(event));
    this.node.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.#open(false);
    });
  }

  /**
   * @param {string} label
   * @returns {HTMLFormElement}
   */
  #form(label) {
    const buttons = [
      h("button", { type: "submit", class: "quiet" }, "Ask again"),
      button("Cancel", () => this.#open(false), { class: "quiet" }),
    ];
    return h(
      "form",
      { class: "rebind", part: "rebind", hidden: true, novalidate: true },
      h("label", {}, label, this.#field),
      h("div", { class: "buttons" }, ...buttons),
      this.#choices,
    );
  }

  /** @param {boolean} open */
  #open(open) {
    this.node.hidden = !open;
    this.opener.setAttribute("aria-expanded", String(open));
    if (!open) {
      this.opener.focus();
      return;
    }
    this.#showChoices();
    this.#field.focus();
    this.#field.select();
  }

  /** Offers the names that the thread has now. */
  #showChoices() {
    const attributes = { class: "choice", dir: "auto" };
    const items = this.#names().map((name) => h("li", {}, button(name, () => this.#onChoose(name), attributes)));
    const list = [h("p", { class: "label" }, "Or choose a name from this thread:"), h("ul", { class: "choices" }, ...items)];
    this.#choices.replaceChildren(...(items.length ? list : []));
  }

  /** @param {SubmitEvent} event */
  #submit(event) {
    event.preventDefault();
    const meaning = this.#field.value.trim();
    if (meaning) this.#onChoose(meaning);
    else this.#field.focus();
  }
}
