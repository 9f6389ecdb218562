import assert from "node:assert/strict";
import { test } from "node:test";

import { citationText, omittedText, placeText } from "../../../../../qa/widget/text/citation.js";
import { QUOTE, SOURCE } from "../outcomes.js";

test("a place is the path of headings and the page, as far as they are known", () => {
  assert.equal(placeText(QUOTE), "Management › Drug treatment, page 3");
  assert.equal(placeText({ section: ["Management"], page: null }), "Management");
  assert.equal(placeText({ section: [], page: 0 }), "page 0");
  assert.equal(placeText({ section: [], page: null }), "");
});

test("a quote of a part of a list says how many items are missing", () => {
  assert.equal(omittedText(QUOTE), "");
  assert.equal(omittedText({ omitted_items: 1 }), "… and 1 more item of this list");
  assert.equal(omittedText({ omitted_items: 7 }), "… and 7 more items of this list");
  assert.equal(citationText({ ...QUOTE, omitted_items: 7 }, SOURCE, "r", "2026-11-30").split("\n")[1], "… and 7 more items of this list");
});

test("a doubtful quote is copied with its cautions", () => {
  const doubts = [{ kind: "border", caution: "Check page 3: a border." }];
  assert.ok(citationText({ ...QUOTE, doubts }, SOURCE, "r", "2026-11-30").includes("\nCaution: Check page 3: a border.\n"));
});

test("a citation has everything that finds and checks the quote", () => {
  assert.equal(
    citationText(QUOTE, SOURCE, "https://pincite.example/read/guide%2F1", "2026-11-30"),
    `“L’espérance 😀”
A guideline. A. Author, B. Author; A society; 2025; Guideline; last updated 2025-01-02; review status: under review.
Management › Drug treatment, page 3
https://example.org/
Caution: Pending human review.
Quoted on 2026-11-30 from the stored copy: https://pincite.example/read/guide%2F1`,
  );
});

test("what is not known is left out, a DOI goes before the address, and a bad standing is loud", () => {
  const bare = { publisher: null, authors: [], year: null, review_status: null, last_updated: null, cautions: [] };
  const source = { ...SOURCE, ...bare, doi: "10.1/x", standing: "expression_of_concern" };
  const lines = citationText({ ...QUOTE, section: [], page: null }, source, "r", "2026-11-30").split("\n");
  assert.equal(lines[1], "A guideline. Guideline; EXPRESSION OF CONCERN.");
  assert.equal(lines[2], "doi:10.1/x");
  assert.equal(lines.length, 4);
});

test("the references that the source gives for the quote go with it", () => {
  const listed = { number: 4, kind: "trial", title: "A trial", container: null, year: 2020, doi: null, pmid: "12", url: null, missing: false, standing: null };
  const lines = citationText({ ...QUOTE, references: [4, 9] }, { ...SOURCE, references: [listed] }, "r", "2026-11-30").split("\n");
  assert.deepEqual(lines.slice(-3, -1), ["[4] A trial. 2020. PubMed 12.", "[9] not listed by the source"]);
});
