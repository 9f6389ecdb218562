/** Where a question is written: the field, who asks, and the buttons to ask, to stop, to export and to forget. */
import { button, h } from "../dom/nodes.js";

const LONGEST = 2000;

/**
 * @param {{onAsk: (question: string) => void, onStop: () => void, onExport: () => void, onForget: () => void,
 *   onWholeArticle: () => void}} handlers
 * @param {Node} audience where the reader says who they are
 */
export function composer({ onAsk, onStop, onExport, onForget, onWholeArticle }, audience) {
  const field = h("textarea", { id: "question", rows: 2, part: "field", "aria-describedby": "hint", dir: "auto" });
  const label = h("label", { for: "question" }, "Your question");
  const complaint = h("p", { id: "complaint", class: "complaint", role: "alert" });
  const sectionName = h("strong", { dir: "auto" });
  const section = h(
    "p",
    { class: "section", part: "section", hidden: true },
    "About the section ",
    sectionName,
    " ",
    button("Ask about the whole article", onWholeArticle, { class: "link" }),
  );
  const askButton = h("button", { type: "submit", class: "ask", part: "ask" }, "Ask");
  const stopButton = button("Stop", onStop, { class: "quiet", part: "stop", hidden: true });
  const exportButton = button("Export", onExport, { class: "quiet", part: "export", hidden: true, "aria-label": "Export this thread" });
  const forgetButton = button("Forget this thread", onForget, { class: "quiet", part: "forget", hidden: true });
  const node = h(
    "form",
    { class: "composer", part: "composer", novalidate: true },
    label,
    section,
    field,
    complaint,
    h("p", { id: "hint", class: "hint" }, "Enter asks; Shift and Enter begins a new line. Do not enter names or other patient identifiers."),
    audience,
    h("div", { class: "buttons" }, askButton, stopButton, exportButton, forgetButton),
  );
  const focused = () => node.getRootNode().activeElement;

  function submit() {
    if (!stopButton.hidden) return;
    const question = field.value.trim();
    complaint.textContent = complaintAbout(question);
    if (complaint.textContent) {
      field.focus();
      return;
    }
    field.value = "";
    onAsk(question);
  }

  node.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    submit();
  });

  return {
    node,
    focus: (options) => field.focus(options),
    /** Whether the focus rests here and no further question has been begun. */
    idle: () => node.contains(focused()) && field.value === "",
    /** What can be done with the thread: `shown` whether there is one, `kept` whether the service keeps it. */
    setThread({ shown, kept }) {
      if (!shown && [exportButton, forgetButton].includes(focused())) field.focus();
      exportButton.hidden = !kept;
      forgetButton.hidden = !shown;
      label.textContent = shown ? "Your follow-up question" : "Your question";
    },
    setSection(name) {
      if (!name && section.contains(focused())) field.focus();
      section.hidden = !name;
      sectionName.textContent = name ? `“${name}”` : "";
    },
    setRunning(running) {
      if (!running && focused() === stopButton) field.focus();
      askButton.setAttribute("aria-disabled", String(running));
      stopButton.hidden = !running;
    },
  };
}

/** What keeps a question from being asked, or an empty string. The service counts code points. */
function complaintAbout(question) {
  if (!question) return "Write your question first.";
  const length = [...question].length;
  if (length <= LONGEST) return "";
  return `The question has ${length.toLocaleString("en")} characters, and ${LONGEST.toLocaleString("en")} are the most. Ask one thing at a time.`;
}
