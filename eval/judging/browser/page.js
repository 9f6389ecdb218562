/** The page of one judge: shows one question at a time, listens to keys and clicks, and saves. */
import { choicesFor } from "./judgements.js";
import { caseView, h, nameOf, refresh, targetOf } from "./view.js";

/** @import { Case, Judgements, Sheet, Target } from "./judgements.js" */

/**
 * @param {string} id
 * @returns {HTMLElement}
 */
export function at(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

/**
 * @param {string} id
 * @returns {HTMLDialogElement}
 */
export function dialog(id) {
  return /** @type {HTMLDialogElement} */ (at(id));
}

/** The page of one judge. */
export class Page {
  /** @type {HTMLElement[]} */
  #targets = [];
  #current = 0;
  #noting = false;
  #keys = /** @type {HTMLInputElement} */ (at("single-keys"));

  /**
   * @param {Sheet} sheet
   * @param {Judgements} judgements
   */
  constructor(sheet, judgements) {
    this.sheet = sheet;
    this.judgements = judgements;
    this.main = at("case");
    this.jump = /** @type {HTMLInputElement} */ (at("jump"));
    this.#listen();
    this.show(judgements.position);
  }

  /** @returns {Case} */
  get shown() {
    return this.sheet.cases[this.judgements.position];
  }

  /** @returns {boolean} whether the expected answer is in sight */
  get informed() {
    return !at("expected").hidden;
  }

  /**
   * @param {number} position of the question to show
   * @param {Target} [target] to go to; by default the first one without a label
   */
  show(position, target) {
    const { judgements, sheet } = this;
    judgements.position = Math.max(0, Math.min(position, sheet.cases.length - 1));
    judgements.keep();
    this.main.replaceChildren(caseView(sheet, this.shown));
    at("expected").hidden = true;
    at("expected").replaceChildren(h("h3", {}, "Expected"), h("ul", {}, ...this.shown.expected.map((text) => h("li", { dir: "auto" }, text))));
    at("reveal").hidden = this.shown.expected.length === 0;
    this.#targets = [...this.main.querySelectorAll(".target")].map((found) => /** @type {HTMLElement} */ (found));
    this.jump.value = String(judgements.position + 1);
    at("previous").toggleAttribute("disabled", judgements.position === 0);
    at("next").toggleAttribute("disabled", judgements.position === sheet.cases.length - 1);
    this.refresh();
    const wanted = this.#targets.findIndex((found) => {
      const each = targetOf(found);
      return target ? each.code === target.code && each.quote === target.quote : judgements.labelOf(each) === null;
    });
    this.go(Math.max(0, wanted), target !== undefined);
    if (!target) scrollTo(0, 0);
    this.say(`Question ${judgements.position + 1} of ${sheet.cases.length}: ${this.shown.question}`);
  }

  /** Brings everything up to date that a change can touch. */
  refresh() {
    const { judgements } = this;
    const all = judgements.outcomes.size;
    refresh(this.main, judgements);
    const bar = /** @type {HTMLProgressElement} */ (at("bar"));
    bar.max = all;
    bar.value = judgements.judged;
    at("count").textContent = `${judgements.judged} of ${all} judged`;
    at("save").textContent = judgements.unsaved ? "Save file *" : "Save file";
    at("all-done").hidden = judgements.judged < all;
    at("not-kept").hidden = judgements.kept;
  }

  /**
   * Moves to a target of the question.
   *
   * @param {number} position
   * @param {boolean} [scroll]
   */
  go(position, scroll = true) {
    this.#current = Math.max(0, Math.min(position, this.#targets.length - 1));
    const target = this.#targets[this.#current];
    target.focus({ preventScroll: true });
    const tall = target.offsetHeight > innerHeight / 2;
    if (scroll) target.scrollIntoView({ block: tall ? "start" : "nearest" });
  }

  /**
   * @param {HTMLElement} element the target, or within it
   * @param {string} name of the label; chosen once more, it is taken away
   */
  choose(element, name) {
    const target = targetOf(element);
    const label = this.judgements.labelOf(target) === name ? null : name;
    this.judgements.choose(target, label, this.informed);
    this.refresh();
    const title = choicesFor(this.sheet, target).find((choice) => choice.name === name)?.title;
    this.say(`${label ? title : "No label"}. ${at("count").textContent}`);
  }

  /** Takes back the last change, and goes to where it was made. */
  undo() {
    const undone = this.judgements.undo();
    if (!undone) {
      this.say("Nothing to undo.");
      return;
    }
    const position = this.sheet.cases.findIndex((each) => each.outcomes.some((outcome) => outcome.code === undone.code));
    this.show(position, undone);
    this.say("Undone.");
  }

  /** Goes to the next question with an outcome that has no label, from the start again after the last one. */
  nextUnjudged() {
    const { cases } = this.sheet;
    const from = this.judgements.position + 1;
    const ahead = cases.map((_, offset) => (from + offset) % cases.length);
    const next = ahead.find((position) => cases[position].outcomes.some(({ code }) => this.judgements.of(code).label === null));
    if (next === undefined) this.say("Everything is judged.");
    else this.show(next);
  }

  /** Shows what was expected, once all outcomes of the question are judged. */
  reveal() {
    if (!this.shown.expected.length) return;
    const open = this.shown.outcomes.find(({ code }) => this.judgements.of(code).label === null);
    if (open) {
      this.say(`${nameOf(this.shown, open)} has to be judged first.`, true);
      return;
    }
    at("expected").hidden = !at("expected").hidden;
    at("expected").scrollIntoView({ block: "nearest" });
    this.say(this.informed ? "The expected answer is shown below." : "The expected answer is hidden.");
  }

  /** Hands the judgements to the browser as a file. */
  save() {
    const { judge, sheet } = this.judgements;
    const address = URL.createObjectURL(new Blob([this.judgements.file()], { type: "application/json" }));
    const name = judge.replace(/[^\p{L}\p{N}]+/gu, "-");
    h("a", { href: address, download: `judgements-${sheet.id}-${name}.json` }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
    this.judgements.saved();
    this.refresh();
    this.say("Saved to a file in the folder of your downloads.", true);
  }

  /**
   * Says something to screen readers and, if asked, in sight.
   *
   * @param {string} text
   * @param {boolean} [seen]
   */
  say(text, seen = false) {
    at("said").textContent = text;
    at("said").classList.toggle("seen", seen);
  }

  /** Starts to write the note of the current outcome. */
  note() {
    const code = targetOf(this.#targets[this.#current]).code;
    /** @type {HTMLElement | null} */ (this.main.querySelector(`[data-note="${code}"]`))?.focus();
  }

  /**
   * What each key does.
   *
   * @type {Record<string, (() => void) | undefined>}
   */
  #commands = {
    ArrowDown: () => this.go(this.#current + 1),
    ArrowUp: () => this.go(this.#current - 1),
    ArrowRight: () => this.show(this.judgements.position + 1),
    ArrowLeft: () => this.show(this.judgements.position - 1),
    j: () => this.go(this.#current + 1),
    k: () => this.go(this.#current - 1),
    n: () => this.nextUnjudged(),
    u: () => this.undo(),
    w: () => this.note(),
    g: () => this.reveal(),
    s: () => this.save(),
    "?": () => dialog("keys").showModal(),
  };

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    const from = /** @type {HTMLElement} */ (event.target);
    if (from instanceof HTMLTextAreaElement && event.key === "Escape") this.go(this.#current);
    const typing = from.matches("textarea, input") || document.querySelector("dialog[open]");
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (typing || !plain || !this.#keys.checked) return;
    const current = this.#targets[this.#current];
    // After the last target, the button for the next question has the focus: a number more must not change a label.
    const done = from === at("next");
    const chosen = done ? undefined : choicesFor(this.sheet, targetOf(current)).find((choice) => choice.key === event.key);
    const command = this.#commands[event.key];
    if (chosen) this.#chooseByKey(current, chosen.name);
    else if (command) command();
    if (chosen || command) event.preventDefault();
  }

  /**
   * Labels the target and goes on to the next one, or to the button for the next question.
   *
   * @param {HTMLElement} current
   * @param {string} name
   */
  #chooseByKey(current, name) {
    const last = this.#current === this.#targets.length - 1;
    if (this.judgements.labelOf(targetOf(current)) !== name) this.choose(current, name);
    if (!last) this.go(this.#current + 1);
    else at("next").focus();
  }

  /** Listens to the page's own controls. */
  #listen() {
    const { main, jump } = this;
    main.addEventListener("click", (event) => {
      const button = /** @type {Element} */ (event.target).closest("button[data-name]");
      if (button) this.choose(/** @type {HTMLElement} */ (button), button.getAttribute("data-name") ?? "");
    });
    main.addEventListener("focusin", (event) => {
      const target = /** @type {Element} */ (event.target).closest(".target");
      const position = this.#targets.findIndex((each) => each === target);
      if (position >= 0) this.#current = position;
      this.#targets.forEach((each, number) => each.toggleAttribute("data-current", number === this.#current));
      this.#noting = false;
    });
    main.addEventListener("input", (event) => {
      const note = /** @type {HTMLTextAreaElement} */ (event.target);
      this.judgements.write(note.dataset.note ?? "", note.value, this.#noting);
      this.#noting = true;
      this.refresh();
    });
    jump.max = String(this.sheet.cases.length);
    jump.addEventListener("change", () => this.show(Number(jump.value) - 1));
    at("previous").addEventListener("click", () => this.show(this.judgements.position - 1));
    at("next").addEventListener("click", () => this.show(this.judgements.position + 1));
    for (const [id, key] of Object.entries({ unjudged: "n", undo: "u", reveal: "g", save: "s", help: "?" })) {
      at(id).addEventListener("click", () => this.#commands[key]?.());
    }
    document.addEventListener("keydown", (event) => this.#pressed(event));
    addEventListener("storage", (event) => {
      if (event.key === this.judgements.storageKey) this.judgements.restore();
      this.refresh();
    });
    addEventListener("beforeunload", (event) => {
      if (!this.judgements.kept && this.judgements.unsaved) event.preventDefault();
    });
  }
}
