import assert from "node:assert/strict";
import { test } from "node:test";

import { readEvents } from "../../../../../qa/widget/transport/server-sent-events.js";

/**
 * @param {string} text
 * @param {number} size of the chunks that the text arrives in, in bytes
 * @returns {{ stream: ReadableStream<Uint8Array>, isCancelled: () => boolean }}
 */
function inChunks(text, size) {
  const bytes = new TextEncoder().encode(text);
  let at = 0;
  let cancelled = false;
  const stream = new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) controller.close();
      else controller.enqueue(bytes.slice(at, (at += size)));
    },
    cancel() {
      cancelled = true;
    },
  });
  return { stream, isCancelled: () => cancelled };
}

const LINES = [": comment", "event: quote", 'data: {"a":', "data:  😀é}", "", "id: 7", "", "data", "", "event: cut", "data: x"];

for (const [name, end] of [["LF", "\n"], ["CR", "\r"], ["CRLF", "\r\n"]]) {
  for (const size of [1, 2, 3, 7, 1000]) {
    test(`lines that end in ${name}, in chunks of ${size} bytes`, async () => {
      const events = await Array.fromAsync(readEvents(inChunks(LINES.join(end), size).stream));
      assert.deepEqual(events, [
        { event: "quote", data: '{"a":\n 😀é}' },
        { event: "message", data: "" },
      ]);
    });
  }
}

test("a reader that stops early cancels the stream", async () => {
  const { stream, isCancelled } = inChunks("data: 1\n\ndata: 2\n\n", 1);
  for await (const { data } of readEvents(stream)) {
    assert.equal(data, "1");
    break;
  }
  assert.ok(isCancelled());
});
