/** The reader page: highlights the bytes that the address names, and asks about the section that is chosen. */
import { clearHighlight, highlight } from "../dom/highlight.js";
import { find, linkOf } from "../dom/nodes.js";
import { pagePicture } from "../dom/page-picture.js";
import { bringIntoView } from "../dom/viewing.js";
import { answersOf, pageAt, rangesOf } from "../text/byte-ranges.js";

/** @import { ByteRange } from "../text/byte-ranges.js" */

const main = find(document, "main", HTMLElement);
const notice = find(document, "#quoted", HTMLElement);
const quotedPage = find(document, "#quoted-page", HTMLElement);
const followUp = find(document, "#follow-up", HTMLElement);
const chat = find(followUp, "pincite-chat", HTMLElement);
/** @type {HTMLElement | null} */
let followed = null;

/** Highlights the quote that the address names; without one, returns to the link that was followed last. */
function show() {
  const ranges = rangesOf(location.hash);
  if (ranges.length === 0) {
    followed?.focus({ preventScroll: true });
    return;
  }
  clearHighlight(main);
  showPage(ranges[0]);
  const [first] = highlight(main, ranges, answersOf(location.hash));
  notice.textContent = first
    ? "The quoted passage is highlighted below."
    : "The link points to a place that this version of the document does not have.";
  if (!first) return;
  first.tabIndex = -1;
  first.setAttribute("aria-describedby", "quoted");
  first.focus({ preventScroll: true });
  bringIntoView(first, "center");
}

/**
 * Offers the picture of the page on which a quote begins, where the service can draw it.
 *
 * @param {ByteRange} range
 */
function showPage([start, end]) {
  const { pages = "", pictures, version } = main.dataset;
  const number = pageAt(pages, start);
  quotedPage.replaceChildren();
  if (number === null) return;
  const address = `${pictures}/${number}.png?version=${version}&start=${start}&end=${end}`;
  quotedPage.append(pagePicture(address, `Page ${number}, with the quoted passage boxed`, `See page ${number}`));
}

/**
 * Shows a quote of this page's document without loading the page again, so that going back leads to the link.
 *
 * @param {MouseEvent} event
 */
function stayOnPage(event) {
  const plain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
  const link = linkOf(event);
  if (!plain || !link || link.target === "_blank") return;
  const url = new URL(link.href);
  const here = url.origin === location.origin && url.pathname === location.pathname;
  if (!here || url.searchParams.get("version") !== main.dataset.version || rangesOf(url.hash).length === 0) return;
  event.preventDefault();
  followed = link;
  if (location.hash === url.hash) show();
  else location.hash = url.hash;
}

/**
 * Leads to the question field; a section's own link names the section to the widget.
 *
 * @param {MouseEvent} event
 */
function askAbout(event) {
  const link = linkOf(event);
  if (link?.getAttribute("href") !== "#follow-up") return;
  event.preventDefault();
  if (link.dataset.section) chat.setAttribute("section", link.dataset.section);
  chat.focus({ preventScroll: true });
  bringIntoView(followUp, "end");
}

addEventListener("hashchange", show);
main.addEventListener("click", askAbout);
document.addEventListener("click", stayOnPage);
show();
