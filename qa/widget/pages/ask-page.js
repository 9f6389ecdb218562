/** The ask page: passes the chosen article to the widget, and finds articles by their words in a large corpus. */
import { find, h } from "../dom/nodes.js";
import { isAbort } from "../transport/problem.js";
import { searchPassages } from "../transport/service.js";

const MAX_FOUND = 40;
const PAUSE_MS = 300;
const chat = find(document, "pincite-chat", HTMLElement);
const article = find(document, "#article", HTMLSelectElement);
const readLink = find(document, "#read-article", HTMLAnchorElement);
const finder = document.querySelector("#finder");

/** Asks about the chosen article, and links to it. */
function chooseArticle() {
  if (article.value) chat.setAttribute("document-id", article.value);
  else chat.removeAttribute("document-id");
  readLink.hidden = !article.value;
  readLink.href = `read/${encodeURIComponent(article.value)}`;
}

/**
 * Lists the articles whose passages match the words best, shortly after the last key.
 *
 * @param {HTMLInputElement} field
 * @param {HTMLElement} status
 */
function findWhileTyping(field, status) {
  /** @type {AbortController | null} */
  let running = null;
  let timer = 0;
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      running?.abort();
      running = new AbortController();
      void findArticles(field.value.trim(), status, running.signal);
    }, PAUSE_MS);
  });
}

/**
 * @param {string} words
 * @param {HTMLElement} status
 * @param {AbortSignal} signal
 */
async function findArticles(words, status, signal) {
  if (!words) return;
  status.textContent = "Searching…";
  try {
    const { hits } = await searchPassages({ endpoint: new URL("./", location.href).href }, words, MAX_FOUND, signal);
    const titles = new Map(hits.map((hit) => [hit.document_id, hit.title]));
    listArticles(titles);
    status.textContent = titles.size === 1 ? "1 article found." : `${titles.size} articles found.`;
  } catch (error) {
    if (!isAbort(error)) status.textContent = error instanceof Error ? error.message : String(error);
  }
}

/** @param {Map<string, string>} titles by the ids of the articles; the chosen article stays in the list */
function listArticles(titles) {
  const chosen = article.selectedOptions[0];
  const kept = chosen?.value && !titles.has(chosen.value) ? [chosen] : [];
  const options = [...titles].map(([id, title]) => h("option", { value: id, selected: id === chosen?.value }, title));
  article.replaceChildren(article.options[0], ...kept, ...options);
}

article.addEventListener("change", chooseArticle);
if (finder instanceof HTMLInputElement) findWhileTyping(finder, find(document, "#finder-status", HTMLElement));
chooseArticle();
