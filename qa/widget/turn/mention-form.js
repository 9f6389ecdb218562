/** Changes what a mention means: a name of the thread is one click, any other is typed. */
import { button, h } from "../dom/nodes.js";

const MAX_NAME = 2000;

export class RebindForm {
  #field;

  /**
   * @param {{mention: string, resolved_to: string}} binding
   * @param {string} label of the field
   * @param {string[]} names of the thread, to choose from
   * @param {(resolved: string) => void} onChoose
   */
  constructor({ mention, resolved_to: meaning }, label, names, onChoose) {
    const others = names.filter((name) => name.toLowerCase() !== meaning.toLowerCase());
    this.opener = button("Change", () => this.#open(this.node.hidden), {
      class: "link",
      part: "change",
      "aria-expanded": "false",
      "aria-label": `Change what “${mention}” means`,
    });
    this.#field = h("input", { type: "text", maxlength: MAX_NAME, autocomplete: "off", dir: "auto" });
    this.#field.value = meaning;
    this.node = h(
      "form",
      { class: "rebind", part: "rebind", hidden: true, novalidate: true },
      h("label", {}, label, this.#field),
      h(
        "div",
        { class: "buttons" },
        h("button", { type: "submit", class: "quiet" }, "Ask again"),
        button("Cancel", () => this.#open(false), { class: "quiet" }),
      ),
      ...choices(others, onChoose),
    );
    this.node.addEventListener("submit", (event) => {
      event.preventDefault();
      const resolved = this.#field.value.trim();
      if (resolved) onChoose(resolved);
      else this.#field.focus();
    });
    this.node.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.#open(false);
    });
  }

  #open(open) {
    this.node.hidden = !open;
    this.opener.setAttribute("aria-expanded", String(open));
    if (!open) return this.opener.focus();
    this.#field.focus();
    this.#field.select();
  }
}

function choices(names, onChoose) {
  if (names.length === 0) return [];
  const items = names.map((name) => h("li", {}, button(name, () => onChoose(name), { class: "choice", dir: "auto" })));
  return [h("p", { class: "label" }, "Or from this thread:"), h("ul", { class: "choices" }, ...items)];
}
