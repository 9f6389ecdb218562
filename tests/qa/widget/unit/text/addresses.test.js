import assert from "node:assert/strict";
import { test } from "node:test";

import { documentInReader, webAddress } from "../../../../../qa/widget/text/addresses.js";

test("only http(s) addresses are web addresses", () => {
  assert.equal(webAddress("https://example.org/a b"), "https://example.org/a%20b");
  assert.equal(webAddress("/read/x", "http://localhost:1/base/"), "http://localhost:1/read/x");
  for (const address of ["javascript:alert(1)", " JavaScript:alert(1)", "data:text/html,x", "file:///x", "no address", "", null, undefined]) {
    assert.equal(webAddress(address), null, String(address));
  }
});

test("an address of the reader page names its document", () => {
  const endpoint = "https://pincite.example/base/";
  assert.equal(documentInReader(`${endpoint}read/guide%2F1?version=x#q=1-2`, endpoint), "guide/1");
  assert.equal(documentInReader(`${endpoint}read/`, endpoint), null);
  assert.equal(documentInReader(`${endpoint}docs`, endpoint), null);
  assert.equal(documentInReader("https://elsewhere.example/read/guide", endpoint), null);
});
