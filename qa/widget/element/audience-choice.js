/**
 * Who asks. What is chosen is kept in the session storage of this tab: a reload and the way to the reader keep
 * it, closing the tab forgets it. It is sent with each question and nowhere else.
 */
import { h } from "../dom/nodes.js";
import { audiences } from "../text/labels.js";

/** The audience of those who have not said. */
export const UNSAID = "default";
const KEY = "pincite audience";

export class AudienceChoice {
  #select;

  /** @param {(name: string) => void} onChoice told what was chosen, as it is shown */
  constructor(onChoice) {
    const options = [[UNSAID, "Rather not say"], ...audiences].map(([value, name]) => h("option", { value }, name));
    this.#select = h("select", { id: "audience", part: "audience" }, ...options);
    this.#select.value = remembered();
    this.node = h(
      "div",
      { class: "audience" },
      h("label", { for: "audience" }, "Which best describes you?"),
      this.#select,
    );
    this.#select.addEventListener("change", () => {
      remember(this.value);
      onChoice(this.#select.selectedOptions[0].text);
    });
  }

  get value() {
    return this.#select.value;
  }
}

function remembered() {
  try {
    const kept = sessionStorage.getItem(KEY);
    return audiences.some(([code]) => code === kept) ? kept : UNSAID;
  } catch {
    return UNSAID;
  }
}

function remember(audience) {
  try {
    sessionStorage.setItem(KEY, audience);
  } catch {
    // Storage is switched off: the choice lasts as long as the page.
  }
}
