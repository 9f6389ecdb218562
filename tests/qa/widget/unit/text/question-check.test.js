import assert from "node:assert/strict";
import { test } from "node:test";

import { complaintAbout } from "../../../../../qa/widget/text/question-check.js";

test("a question of up to 2,000 code points can be asked", () => {
  assert.equal(complaintAbout("Why?"), "");
  assert.equal(complaintAbout("😀".repeat(2000)), "");
});

test("an empty question and one that is too long cannot", () => {
  assert.match(complaintAbout(""), /Enter a question/);
  assert.match(complaintAbout("😀".repeat(2001)), /2,001 characters; the limit is 2,000/);
});
