/** Registers `<pincite-chat>`. A page needs this one module and one tag. */
import { PinciteChatElement } from "./element/chat-element.js";

if (!customElements.get("pincite-chat")) {
  customElements.define("pincite-chat", PinciteChatElement);
}

export { PinciteChatElement };
