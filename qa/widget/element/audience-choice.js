/**
 * The choice of audience. It is kept in the session storage of this tab, so it survives a reload and navigation to the
 * reader page, and is gone when the tab is closed. It is sent with each question and nowhere else.
 */
import { h } from "../dom/nodes.js";
import { audiences, UNSAID } from "../text/labels.js";
import { readFromTab, writeToTab } from "../thread/tab-storage.js";

const KEY = "pincite audience";

/** A list of audiences to choose from. */
export class AudienceChoice {
  #select;

  /** @param {(name: string) => void} onChoice told the name of the chosen audience */
  constructor(onChoice) {
    const options = [[UNSAID, "Prefer not to say"], ...audiences].map(([value, name]) => h("option", { value }, name));
    this.#select = h("select", { id: "audience", part: "audience" }, ...options);
    this.#select.value = remembered();
    const label = h("label", { for: "audience" }, "Which best describes you?");
    this.node = h("div", { class: "audience" }, label, this.#select);
    this.#select.addEventListener("change", () => {
      writeToTab(KEY, this.value);
      onChoice(this.#select.selectedOptions[0].text);
    });
  }

  /** The code of the chosen audience. */
  get value() {
    return this.#select.value;
  }
}

/** @returns {string} the audience that was chosen in this tab */
function remembered() {
  const kept = readFromTab(KEY);
  return kept !== null && audiences.some(([code]) => code === kept) ? kept : UNSAID;
}
