import assert from "node:assert/strict";
import { test } from "node:test";

import { textOf } from "../../../../../qa/widget/text/problem-texts.js";

const PREFIX = "urn:pincite:problem:";
const DEVELOPERS = /GET|\/v1|PINCITE_|`|percent|faults/;

test("a person is not told what is meant for developers", () => {
  const remedy = "Get the ids from GET /v1/documents, and percent-encode the id in a path.";
  for (const [kind, status] of /** @type {[string, number][]} */ ([["unknown-document", 404], ["invalid-request", 422], ["no-index", 503], ["x", 500]])) {
    const text = textOf({ type: PREFIX + kind, title: "T", status, detail: "`PINCITE_X`", remedy });
    assert.doesNotMatch(`${text.title} ${text.detail} ${text.remedy}`, DEVELOPERS);
  }
});

test("what the service says to the person stays", () => {
  const blank = { type: `${PREFIX}blank-question`, title: "Blank question", status: 422, remedy: "Write what you want to know." };
  assert.equal(textOf(blank), blank);
});

test("signing in, a busy service and a broken one are told apart", () => {
  const titles = [401, 403, 429, 503, 500, 400].map((status) => textOf({ title: "T", status }).title);
  assert.deepEqual(titles, [
    "You are not signed in",
    "You are not signed in",
    "The service is busy",
    "The service is busy",
    "The service has a problem",
    "The question could not be sent",
  ]);
});

test("a problem of the widget itself is shown as it is", () => {
  const cut = { title: "The answer was cut off", status: 0, remedy: "Ask again." };
  assert.equal(textOf(cut), cut);
});
