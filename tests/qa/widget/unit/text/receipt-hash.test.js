import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";

import { matchesReceipt } from "../../../../../qa/widget/text/receipt-hash.js";

const text = "L’espérance 😀 de vie";
const sha256 = createHash("sha256").update(text, "utf-8").digest("hex");

test("a text with the hash of its receipt matches, any other does not", async () => {
  assert.equal(await matchesReceipt({ text, sha256 }), true);
  assert.equal(await matchesReceipt({ text: `${text} `, sha256 }), false);
  assert.equal(await matchesReceipt({ text, sha256: sha256.toUpperCase() }), false);
});

test("where the browser cannot hash, nothing is said", async () => {
  const crypto = Object.getOwnPropertyDescriptor(globalThis, "crypto");
  assert.ok(crypto);
  Object.defineProperty(globalThis, "crypto", { value: undefined, configurable: true });
  try {
    assert.equal(await matchesReceipt({ text, sha256 }), null);
  } finally {
    Object.defineProperty(globalThis, "crypto", crypto);
  }
});
