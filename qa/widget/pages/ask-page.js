/** The ask page: the chosen article becomes the widget's attribute; in a large corpus, words find articles. */
import { h } from "../dom/nodes.js";
import { search } from "../transport/service.js";

const FOUND = 40;
const PAUSE = 300;
const chat = document.querySelector("pincite-chat");
const article = document.querySelector("#article");
const finder = document.querySelector("#finder");
const readLink = document.querySelector("#read-article");

function chooseArticle() {
  if (article.value) chat.setAttribute("document-id", article.value);
  else chat.removeAttribute("document-id");
  readLink.hidden = !article.value;
  readLink.href = `/read/${encodeURIComponent(article.value)}`;
}

/** Fills the list of articles with those whose passages match the words best. */
function findArticles(field, status) {
  let running = null;
  let timer = null;

  async function find() {
    running?.abort();
    const words = field.value.trim();
    if (!words) return;
    running = new AbortController();
    status.textContent = "Searching…";
    try {
      const { hits } = await search(new URL("/", location.href), words, FOUND, running.signal);
      const titles = new Map(hits.map((hit) => [hit.document_id, hit.title]));
      list(titles);
      status.textContent = titles.size === 1 ? "1 article found." : `${titles.size} articles found.`;
    } catch (error) {
      if (error.name !== "AbortError") status.textContent = error.message;
    }
  }

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(find, PAUSE);
  });
}

function list(titles) {
  const chosen = article.selectedOptions[0];
  const kept = chosen?.value && !titles.has(chosen.value) ? [chosen] : [];
  const options = [...titles].map(([id, title]) => h("option", { value: id, selected: id === chosen?.value }, title));
  article.replaceChildren(article.options[0], ...kept, ...options);
}

article.addEventListener("change", chooseArticle);
if (finder) findArticles(finder, document.querySelector("#finder-status"));
chooseArticle();
