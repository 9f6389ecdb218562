/**
 * Who asks. The choice is kept in the session storage of this tab: a reload and the way to the reader page keep it,
 * closing the tab forgets it. It is sent with each question and nowhere else.
 */
import { h } from "../dom/nodes.js";
import { audiences } from "../text/labels.js";
import { readFromTab, writeToTab } from "../thread/tab-storage.js";

/** The audience of a user who has not said who they are. */
const UNSAID = "default";
const KEY = "pincite audience";

/** A list of audiences to choose from. */
export class AudienceChoice {
  #select;

  /** @param {(name: string) => void} onChoice told the name of the chosen audience */
  constructor(onChoice) {
    const options = [[UNSAID, "Rather not say"], ...audiences].map(([value, name]) => h("option", { value }, name));
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
