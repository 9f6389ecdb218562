/** A Svelte 5 page that embeds the widget. */
import { mount } from "svelte";

import Article from "./Article.svelte";

mount(Article, { target: document.querySelector("#app") });
