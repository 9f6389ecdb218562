import assert from "node:assert/strict";
import { test } from "node:test";

import { retrySeconds } from "../../../../../qa/widget/transport/retry-after.js";

const NOW = Date.parse("2026-11-30T12:00:00Z");

test("a number of seconds, or a date, is the time to wait", () => {
  assert.equal(retrySeconds("5"), 5);
  assert.equal(retrySeconds(" 12 "), 12);
  assert.equal(retrySeconds("Mon, 30 Nov 2026 12:00:30 GMT", NOW), 30);
});

test("the past, nothing and nonsense are no time to wait, and ten minutes are the longest", () => {
  for (const header of [null, "", "0", "-3", "soon", "Mon, 30 Nov 2026 11:00:00 GMT"]) {
    assert.equal(retrySeconds(header, NOW), null, String(header));
  }
  assert.equal(retrySeconds("86400"), 600);
});
