/** The reader page: highlights the bytes that the address names, and asks about the section that is chosen. */
import { clear, highlight } from "../dom/highlight.js";
import { bringIntoView } from "../dom/nodes.js";
import { rangesOf } from "../text/byte-ranges.js";

const main = document.querySelector("main");
const notice = document.querySelector("#quoted");
const followUp = document.querySelector("#follow-up");
const chat = followUp.querySelector("pincite-chat");
let followed = null;

function show() {
  const ranges = rangesOf(location.hash);
  if (ranges.length === 0) return followed?.focus({ preventScroll: true });
  clear(main);
  const [first] = highlight(main, ranges);
  notice.textContent = first
    ? "The quoted passage is highlighted below."
    : "The link names a place that this version of the document does not have.";
  if (!first) return;
  first.tabIndex = -1;
  first.setAttribute("aria-describedby", "quoted");
  first.focus({ preventScroll: true });
  bringIntoView(first, "center");
}

/** A quote of the document on this page is shown here, without loading the page again; going back leads back to it. */
function stay(event) {
  const plain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
  const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
  if (!plain || !link || link.target === "_blank") return;
  const url = new URL(link.href);
  const here = url.origin === location.origin && url.pathname === location.pathname;
  if (!here || url.searchParams.get("version") !== main.dataset.version || rangesOf(url.hash).length === 0) return;
  event.preventDefault();
  followed = link;
  if (location.hash === url.hash) show();
  else location.hash = url.hash;
}

/** Leads to the question field; a section's own link names it to the widget, which says so. */
function askAbout(event) {
  const link = event.target.closest("a[href='#follow-up']");
  if (!link) return;
  event.preventDefault();
  if (link.dataset.section) chat.setAttribute("section", link.dataset.section);
  chat.focus({ preventScroll: true });
  bringIntoView(followUp, "end");
}

addEventListener("hashchange", show);
main.addEventListener("click", askAbout);
document.addEventListener("click", stay);
show();
