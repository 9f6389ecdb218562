/** Bundles the pages of the frameworks: `node build.js FOLDER`. */
import { readFile } from "node:fs/promises";
import path from "node:path";

import { build } from "esbuild";
import { compile } from "svelte/compiler";

const [, , folder] = process.argv;
const here = import.meta.dirname;

const svelte = {
  name: "svelte",
  /** @param {import("esbuild").PluginBuild} bundle */
  setup(bundle) {
    bundle.onLoad({ filter: /\.svelte$/ }, async ({ path: file }) => ({
      contents: compile(await readFile(file, "utf8"), { filename: file, generate: "client" }).js.code,
    }));
  },
};

await build({
  entryPoints: ["react.js", "vue.js", "svelte.js"].map((name) => path.join(here, name)),
  bundle: true,
  format: "esm",
  outdir: folder,
  conditions: ["browser"],
  define: {
    "process.env.NODE_ENV": '"production"',
    __VUE_OPTIONS_API__: "true",
    __VUE_PROD_DEVTOOLS__: "false",
    __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "false",
  },
  plugins: [svelte],
  logLevel: "warning",
});
