/** What a judge has said so far: kept in the browser, written to a file, and read back from one. */

/**
 * @typedef {{ label: string | null, quotes: (string | null)[], note: string, informed: boolean }} Judgement
 * @typedef {{ key: string, name: string, title: string, meaning: string }} Choice
 * @typedef {{ text: string, source: string, place: string }} Quote
 * @typedef {{ code: string, answered: boolean, interpreted: string | null, quotes: Quote[], message: string | null }} Outcome
 * @typedef {{
 *   question: string, thread: string[], document: string | null, audience: string | null,
 *   expected: string[], outcomes: Outcome[],
 * }} Case
 * @typedef {{ answer: Choice[], silence: Choice[], quote: Choice[] }} Choices
 * @typedef {{ id: string, judge: string | null, cases: Case[], choices: Choices }} Sheet
 * @typedef {{ code: string, quote: number | null }} Target the quote of that position, or the outcome as a whole
 * @typedef {{ target: Target, before: Judgement }} Change
 * @typedef {{ format: string, sheet: string, judge: string, judgements: (Judgement & { outcome: string })[] }} Saved
 */

const FORMAT = "pincite judgements 1";

/** A file that cannot be loaded; the message says why. */
export class FileError extends Error {}

/**
 * @param {Sheet} sheet
 * @param {Target} target
 * @returns {Choice[]} what can be said of it
 */
export function choicesFor(sheet, target) {
  if (target.quote !== null) return sheet.choices.quote;
  return outcomes(sheet).get(target.code)?.answered ? sheet.choices.answer : sheet.choices.silence;
}

/**
 * @param {Sheet} sheet
 * @returns {Map<string, Outcome>} by code
 */
export function outcomes(sheet) {
  return new Map(sheet.cases.flatMap((each) => each.outcomes).map((outcome) => [outcome.code, outcome]));
}

/** The judgements of one judge on one sheet, with the way back. */
export class Judgements {
  /** @type {Map<string, Judgement>} */
  #said = new Map();
  /** @type {Change[]} */
  #changes = [];
  #unsaved = 0;
  /** The position of the question that was shown last. */
  position = 0;
  /** Whether the browser keeps what was said. */
  kept = true;

  /**
   * @param {Sheet} sheet
   * @param {string} judge
   */
  constructor(sheet, judge) {
    this.sheet = sheet;
    this.judge = judge;
    this.outcomes = outcomes(sheet);
    this.restore();
  }

  /** @returns {string} */
  get storageKey() {
    return `pincite-sheet/${this.sheet.id}/${this.judge}`;
  }

  /** @returns {number} how many outcomes have a label */
  get judged() {
    return [...this.#said.values()].filter((judgement) => judgement.label !== null).length;
  }

  /** @returns {number} how many changes no file has yet */
  get unsaved() {
    return this.#unsaved;
  }

  /**
   * @param {string} code
   * @returns {Judgement}
   */
  of(code) {
    const empty = { label: null, quotes: this.outcomes.get(code)?.quotes.map(() => null) ?? [], note: "", informed: false };
    return this.#said.get(code) ?? empty;
  }

  /**
   * @param {Target} target
   * @returns {string | null} the label that it has
   */
  labelOf(target) {
    const said = this.of(target.code);
    return target.quote === null ? said.label : said.quotes[target.quote];
  }

  /**
   * Labels the target, or takes the label away.
   *
   * @param {Target} target
   * @param {string | null} label
   * @param {boolean} informed whether the expected answer is in sight
   */
  choose(target, label, informed) {
    const { code, quote } = target;
    const before = this.of(code);
    const quotes = before.quotes.map((old, position) => (position === quote ? label : old));
    this.#change(target, { ...before, quotes, label: quote === null ? label : before.label, informed: before.informed || informed });
  }

  /**
   * @param {string} code
   * @param {string} note
   * @param {boolean} begun whether this continues a note that is being typed, which is undone as a whole
   */
  write(code, note, begun) {
    this.#change({ code, quote: null }, { ...this.of(code), note }, begun);
  }

  /** @returns {Target | null} what the last change was about, now undone */
  undo() {
    const last = this.#changes.pop();
    if (!last) return null;
    this.#said.set(last.target.code, last.before);
    this.#unsaved += 1;
    this.keep();
    return last.target;
  }

  /** @returns {string} the contents of a file */
  file() {
    const judgements = [...this.outcomes.keys()]
      .filter((code) => this.#said.has(code))
      .map((code) => ({ outcome: code, ...this.of(code) }));
    const whole = { format: FORMAT, sheet: this.sheet.id, judge: this.judge, saved: new Date().toISOString(), judgements };
    return `${JSON.stringify(whole, null, 1)}\n`;
  }

  /** Remembers that a file has everything. */
  saved() {
    this.#unsaved = 0;
    this.keep();
  }

  /**
   * Adds the judgements of a file, which replace those of the same outcomes.
   *
   * @param {Map<string, Judgement>} judgements as `parsed` returns them
   */
  add(judgements) {
    for (const [code, judgement] of judgements) this.#said.set(code, judgement);
    this.#changes = [];
    this.keep();
  }

  /** Writes all to the browser's storage, where it allows that. */
  keep() {
    const whole = { said: [...this.#said], position: this.position, unsaved: this.#unsaved };
    try {
      localStorage.setItem(this.storageKey, JSON.stringify(whole));
    } catch {
      this.kept = false;
    }
  }

  /** Reads what the browser has kept. */
  restore() {
    try {
      const whole = JSON.parse(localStorage.getItem(this.storageKey) ?? "null");
      if (!whole) return;
      this.#said = new Map(whole.said);
      this.#unsaved = whole.unsaved;
      this.position = Math.min(whole.position, this.sheet.cases.length - 1);
    } catch {
      this.kept = false;
    }
  }

  /**
   * @param {Target} target
   * @param {Judgement} after
   * @param {boolean} [continued] whether the change belongs to the one before
   */
  #change(target, after, continued = false) {
    if (!continued) this.#changes.push({ target, before: this.of(target.code) });
    this.#said.set(target.code, after);
    this.#unsaved += 1;
    this.keep();
  }
}

/**
 * Reads a file that `file` wrote for this sheet.
 *
 * @param {Sheet} sheet
 * @param {string} text
 * @returns {{ judge: string, judgements: Map<string, Judgement> }}
 */
export function parsed(sheet, text) {
  const whole = parsedJson(text);
  if (whole?.format !== FORMAT) throw new FileError("This is not a file of judgements that a sheet has saved.");
  if (whole.sheet !== sheet.id) throw new FileError("This file belongs to another sheet.");
  const known = outcomes(sheet);
  /** @type {Map<string, Judgement>} */
  const judgements = new Map();
  for (const { outcome, label, quotes, note, informed } of whole.judgements) {
    const shown = known.get(outcome);
    const labels = choicesFor(sheet, { code: outcome, quote: null }).map((choice) => choice.name);
    const marks = sheet.choices.quote.map((choice) => choice.name);
    const fits =
      shown?.quotes.length === quotes.length &&
      (label === null || labels.includes(label)) &&
      quotes.every((mark) => mark === null || marks.includes(mark));
    if (!fits) throw new FileError(`This file has a judgement that does not fit this sheet (${outcome}).`);
    judgements.set(outcome, { label, quotes, note, informed });
  }
  return { judge: whole.judge, judgements };
}

/**
 * @param {string} text
 * @returns {Saved | null} null if it is no JSON
 */
function parsedJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
