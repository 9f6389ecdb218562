/** Where a question is written: the field, and the buttons to ask, to stop, and to begin anew. */
import { button, h } from "./element.js";

/**
 * @param {{onAsk: (question: string) => void, onStop: () => void, onFresh: () => void}} handlers
 */
export function composer({ onAsk, onStop, onFresh }) {
  const field = h("textarea", { id: "question", rows: 2, part: "field", "aria-describedby": "hint", dir: "auto" });
  const label = h("label", { for: "question" }, "Your question");
  const complaint = h("p", { id: "complaint", class: "complaint", role: "alert" });
  const askButton = h("button", { type: "submit", class: "ask", part: "ask" }, "Ask");
  const stopButton = button("Stop", onStop, { class: "quiet", part: "stop", hidden: true });
  const freshButton = button("New conversation", onFresh, { class: "quiet", part: "fresh", hidden: true });
  const node = h(
    "form",
    { class: "composer", part: "composer", novalidate: true },
    label,
    field,
    complaint,
    h("p", { id: "hint", class: "hint" }, "Enter asks; Shift and Enter begins a new line. Do not enter names or other patient identifiers."),
    h("div", { class: "buttons" }, askButton, stopButton, freshButton),
  );

  function submit() {
    if (!stopButton.hidden) return;
    const question = field.value.trim();
    complaint.textContent = question ? "" : "Write your question first.";
    if (!question) {
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
    focus: () => field.focus(),
    /** Whether the focus rests here and no further question has been begun. */
    idle: (focused) => focused !== null && node.contains(focused) && field.value === "",
    setFresh(fresh) {
      if (fresh && node.getRootNode().activeElement === freshButton) field.focus();
      freshButton.hidden = fresh;
      label.textContent = fresh ? "Your question" : "Your follow-up question";
    },
    setRunning(running) {
      if (!running && node.getRootNode().activeElement === stopButton) field.focus();
      askButton.setAttribute("aria-disabled", String(running));
      stopButton.hidden = !running;
    },
  };
}
