import assert from "node:assert/strict";
import { test } from "node:test";

import { uniqueNames } from "../../../../../qa/widget/text/names.js";

test("names are kept once each however they are capitalised, in their order", () => {
  assert.deepEqual(uniqueNames(["Riluzole", "ALS", "riluzole", "als", "Edaravone"]), ["Riluzole", "ALS", "Edaravone"]);
  assert.deepEqual(uniqueNames([]), []);
});
