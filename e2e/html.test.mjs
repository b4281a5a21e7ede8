// Every public page that links lead to: every link answers, and the Nu HTML checker has nothing to say but for the
// names of tags that government sites must carry and no registry knows.
import assert from "node:assert/strict";
import { test } from "node:test";
import { complaints, crawl } from "./crawl.mjs";
import { site } from "./harness.mjs";

test("every public page is sound HTML and every link of it answers", { timeout: 300_000 }, async (context) => {
  const { pages, broken } = await crawl(await site());
  assert.deepEqual(broken, []);
  assert.ok(pages.size >= 5, `${pages.size} pages`);
  const { told, count } = await complaints(pages);
  assert.deepEqual(told, []);
  context.diagnostic(`${pages.size} pages, ${count} messages about the tags`);
});
