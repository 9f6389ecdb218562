/** A Vue 3 page that embeds the widget. */
import { createApp, h, ref } from "vue";

const { documentId, audience } = window.wanted;

createApp({
  setup() {
    const who = ref(audience);
    return () => h("main", [
      h("button", { id: "nurse", onClick: () => (who.value = "nurse") }, "Nurse"),
      h("button", { id: "nobody", onClick: () => (who.value = undefined) }, "Nobody"),
      h("pincite-chat", { documentId, audience: who.value, token: () => "from-vue", placeholder: "Ask from Vue" }),
    ]);
  },
}).mount("#app");
