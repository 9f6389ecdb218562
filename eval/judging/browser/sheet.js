/** Opens the sheet: asks once who judges, then shows the page; loads files of judgements. */
import { FileError, Judgements, parsed } from "./judgements.js";
import { at, dialog, Page } from "./page.js";
import { labelsView } from "./view.js";

/** @import { Sheet } from "./judgements.js" */

/** @type {Sheet} */
const sheet = JSON.parse(at("sheet").textContent ?? "");
const JUDGE = `pincite-sheet/${sheet.id}`;
const KEYS = "pincite-sheet/keys";
/** @type {Page | null} */
let page = null;

/**
 * Opens the sheet for a judge.
 *
 * @param {string} judge
 * @returns {Page}
 */
function open(judge) {
  remember(JUDGE, judge);
  dialog("start").close();
  at("judge").textContent = judge;
  page = new Page(sheet, new Judgements(sheet, judge));
  return page;
}

/**
 * @param {string} key
 * @returns {string | null} what the browser keeps under the key
 */
function recall(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/**
 * @param {string} key
 * @param {string} value for the browser to keep
 */
function remember(key, value) {
  try {
    localStorage.setItem(key, value);
  } catch {
    // The page says itself that the browser keeps nothing.
  }
}

/**
 * Adds the judgements of a file, and says what became of it.
 *
 * @param {string} text
 * @returns {string}
 */
function load(text) {
  const { judge, judgements } = parsed(sheet, text);
  if (page && page.judgements.judge !== judge) throw new FileError(`This file is by ${judge}: change the judge first.`);
  const replaces = page?.judgements.judged;
  if (replaces && !confirm("Replace your judgements by those of the file wherever both have one?")) return "Nothing was loaded.";
  const opened = page ?? open(judge);
  opened.judgements.add(judgements);
  opened.show(opened.judgements.position);
  opened.nextUnjudged();
  return `Loaded ${judgements.size} judgements.`;
}

/** @param {Event} event of a field for files */
async function chosenFile(event) {
  const field = /** @type {HTMLInputElement} */ (event.target);
  const file = field.files?.[0];
  if (!file) return;
  const told = page ? at("said") : at("start-said");
  try {
    const text = await file.text();
    const said = load(text);
    page?.say(said, true);
  } catch (error) {
    told.textContent = error instanceof FileError ? error.message : "This file cannot be read.";
    told.classList.add("seen");
  }
  field.value = "";
}

at("labels").append(labelsView(sheet));
for (const id of ["load", "start-load"]) at(id).addEventListener("change", chosenFile);
const keys = /** @type {HTMLInputElement} */ (at("single-keys"));
keys.checked = recall(KEYS) !== "off";
keys.addEventListener("change", () => remember(KEYS, keys.checked ? "on" : "off"));
at("close-keys").addEventListener("click", () => dialog("keys").close());
at("change-judge").addEventListener("click", () => {
  remember(JUDGE, "");
  location.reload();
});
dialog("start").addEventListener("cancel", (event) => event.preventDefault());
at("start-form").addEventListener("submit", (event) => {
  event.preventDefault();
  open(/** @type {HTMLInputElement} */ (at("name")).value.trim());
});

const known = recall(JUDGE) ?? sheet.judge;
if (known) open(known);
else dialog("start").showModal();
