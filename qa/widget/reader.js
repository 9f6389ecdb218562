/** The reader page: highlights the bytes that the address names, and brings them into view. */
import { bringIntoView } from "./element.js";
import { clear, highlight, rangesOf } from "./highlight.js";

const main = document.querySelector("main");
const notice = document.querySelector("#quoted");

function show() {
  const ranges = rangesOf(location.hash);
  if (ranges.length === 0) return;
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

/** A quote of the document on this page is shown here, without loading the page again. */
function stay(event) {
  const plain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
  const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
  if (!plain || !link || link.target === "_blank") return;
  const url = new URL(link.href);
  const here = url.origin === location.origin && url.pathname === location.pathname;
  if (!here || url.searchParams.get("version") !== main.dataset.version || rangesOf(url.hash).length === 0) return;
  event.preventDefault();
  if (location.hash === url.hash) show();
  else location.hash = url.hash;
}

addEventListener("hashchange", show);
document.addEventListener("click", stay);
show();
