import assert from "node:assert/strict";
import { test } from "node:test";

import { threadMarkdown } from "../../../../../qa/widget/text/thread-document.js";
import { abstention, answer, QUOTE, SOURCE } from "../outcomes.js";

const ENDPOINT = "https://pincite.example/base/";

test("a thread reads as questions, quotes, sources, references and the disclaimer once", () => {
  const reference = {
    number: 4, kind: "trial", title: "A trial", container: "A journal", year: 2020, doi: "10.9/x", pmid: null, url: null, missing: false,
    standing: "retracted",
  };
  const first = answer({ quotes: [{ ...QUOTE, references: [4, 5] }], sources: [{ ...SOURCE, references: [reference] }] });
  const text = threadMarkdown([first, abstention({ turn: 2, question: "and then?" })], ENDPOINT, "2026-11-30");
  assert.match(text, /^# Questions and quoted answers\n\nSaved on 2026-11-30\./);
  assert.match(text, /## 1\. riluzole\?\n\n> L’espérance 😀\n\n- \[A guideline\]\(<https:\/\/pincite\.example\/base\/read\/guide%2F1#q=10-29>\)/);
  assert.match(text, /- Management › Drug treatment, page 3\n- Caution: Pending human review\.\n- \\\[4\\\] A trial\. A journal, 2020\. doi:10\.9\/x\. RETRACTED\.\n- \\\[5\\\] not listed by the source/);
  assert.match(text, /## 2\. and then\?\n\nUnderstood as: riluzole\?\n\n\*\*No evidence found in the stored sources\.\*\* No evidence\./);
  assert.equal(text.split("For defaults.").length, 2);
});

test("what a source or a user wrote stays text", () => {
  const text = threadMarkdown([answer({ question: "<b>*x*", quotes: [{ ...QUOTE, text: "- a [b](c)\n# 2. d" }] })], ENDPOINT, "d");
  assert.match(text, /## 1\. \\<b\\>\\\*x\\\*/);
  assert.match(text, /> \\- a \\\[b\\\]\(c\)\n> \\# 2\. d/);
});
