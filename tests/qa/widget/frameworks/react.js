/** A React 19 page that embeds the widget, rendered before or after the widget is defined. */
import { createElement, useState } from "react";
import { createRoot } from "react-dom/client";

const { documentId, audience } = window.wanted;

/** @returns {import("react").ReactNode} the widget, and a button that changes who asks */
function Article() {
  const [who, setWho] = useState(audience);
  return createElement(
    "main",
    {},
    createElement("button", { id: "nurse", onClick: () => setWho("nurse") }, "Nurse"),
    createElement("button", { id: "nobody", onClick: () => setWho(undefined) }, "Nobody"),
    createElement("pincite-chat", { documentId, audience: who, token: () => "from-react", placeholder: "Ask from React" }),
  );
}

createRoot(document.querySelector("#app")).render(createElement(Article));
