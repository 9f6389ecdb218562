/** The rooms of the widget: imports among them go one way, and no modules import each other in a circle. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize, sep } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const WIDGET = fileURLToPath(new URL("../../../../qa/widget/", import.meta.url));
/** The lowest room first: a module imports from its own room and from rooms before it. */
const ROOMS = ["transport", "text", "dom", "thread", "turn", "element", "pages"];
const MAX_MODULES = 12;
const IMPORT = /^import (?:[^"]*? from )?"([^"]+)";|@import [^"]*? from "([^"]+)"|import\((?:"([^"]+)"|[^)]*)\)/gm;

/**
 * What each module imports, type imports included; paths are relative to the folder of the widget.
 *
 * @returns {Map<string, string[]>}
 */
function importsByModule() {
  const modules = readdirSync(WIDGET, { recursive: true, encoding: "utf-8" }).filter((path) => path.endsWith(".js"));
  return new Map(modules.map((path) => [path, importsIn(readFileSync(join(WIDGET, path), "utf-8"), path)]));
}

/**
 * @param {string} code
 * @param {string} path of its module
 * @returns {string[]}
 */
function importsIn(code, path) {
  return [...code.matchAll(IMPORT)].map(([whole, plain, type, dynamic]) => {
    const target = plain ?? type ?? dynamic;
    assert.ok(target?.startsWith("."), `${path} imports what is no module of the widget: ${whole}`);
    return normalize(join(dirname(path), target));
  });
}

/**
 * @param {string} path
 * @returns {number} the place of its room in the order, past the last one for a module without a room
 */
function level(path) {
  const [room, file] = path.split(sep);
  const place = ROOMS.indexOf(room);
  assert.ok(place >= 0 || file === undefined, `${path} stands in a room that ROOMS does not list`);
  return place < 0 ? ROOMS.length : place;
}

/**
 * @param {Map<string, string[]>} imports
 * @returns {string[] | null} the modules of a circle
 */
function circleIn(imports) {
  /** @type {Set<string>} */
  const done = new Set();
  /**
   * @param {string} module
   * @param {string[]} path that led here
   * @returns {string[] | null}
   */
  function visit(module, path) {
    if (path.includes(module)) return [...path.slice(path.indexOf(module)), module];
    if (done.has(module)) return null;
    for (const next of imports.get(module) ?? []) {
      const circle = visit(next, [...path, module]);
      if (circle) return circle;
    }
    done.add(module);
    return null;
  }
  for (const module of imports.keys()) {
    const circle = visit(module, []);
    if (circle) return circle;
  }
  return null;
}

const imports = importsByModule();

test("every import names a module of the widget", () => {
  assert.ok(imports.size > 30);
  for (const [path, targets] of imports) for (const target of targets) assert.ok(imports.has(target), `${path}: ${target}`);
});

test("imports among rooms go one way", () => {
  const upward = [...imports].flatMap(([path, targets]) =>
    targets.filter((target) => level(target) > level(path)).map((target) => `${path} imports ${target}`),
  );
  assert.deepEqual(upward, []);
});

test("no modules import each other in a circle", () => {
  assert.equal(circleIn(imports), null);
});

test("a circle is found", () => {
  assert.deepEqual(circleIn(new Map([["a", ["b"]], ["b", ["c", "d"]], ["c", []], ["d", ["b"]]])), ["b", "d", "b"]);
});

test("type imports are read as well", () => {
  const code = '/** @import { A, B } from "../a/one.js" */\nimport { c } from "./two.js";\n/** @type {import("./three.js").D} */';
  assert.deepEqual(importsIn(code, join("b", "x.js")), ["a/one.js", "b/two.js", "b/three.js"].map(normalize));
});

test("no room has more than a dozen modules", () => {
  for (const room of ROOMS) {
    const modules = [...imports.keys()].filter((path) => path.startsWith(room + sep));
    assert.ok(modules.length > 0 && modules.length <= MAX_MODULES, `${room} has ${modules.length} modules`);
  }
});

test("no two modules have names that differ by an ending only", () => {
  const stems = [...imports.keys()].map((path) => path.split(sep).at(-1)?.replace(/(s|er|ing)?\.js$/, ""));
  assert.deepEqual(stems.filter((stem, place) => stems.indexOf(stem) !== place), []);
});
