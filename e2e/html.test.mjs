// Every public page that links lead to: every link answers, and the Nu HTML checker has nothing to say but for the
// names of tags that government sites must carry and no registry knows.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import vnu from "vnu-jar";
import { site } from "./harness.mjs";

const run = promisify(execFile);

/** Tags of 国办发〔2017〕47号 that pages carry although no registry of HTML knows them. */
const TAGS = /^Bad value “(SiteName|SiteDomain|SiteIDCode|Column(Name|Description|Keywords|Type)|ArticleTitle|PubDate|ContentSource|Keywords|Author|Description|Image|Url)” for attribute “name” on element “meta”/;

/** So many pages are gone through at the most: lists of a demonstration end long before. */
const MOST = 400;

/** The addresses that a page leads to on its own site, without what stands behind #. */
function links(html, from) {
  const found = [...html.matchAll(/\s(?:href|src|action)="([^"]*)"/g)].map(([, address]) => address.replaceAll("&amp;", "&").replaceAll("&#38;", "&"));
  return found.map((address) => new URL(address, from)).filter((url) => url.origin === new URL(from).origin).map((url) => url.pathname + url.search);
}

/** Goes through the public part of the site by links alone: page by address, and what does not answer. */
async function crawl(start) {
  const [pages, broken, known, waiting] = [new Map(), [], new Set(["/"]), [["/", "?"]]];
  while (waiting.length > 0 && pages.size < MOST) {
    const [address, from] = waiting.shift();
    const answer = await fetch(start + address);
    // A form that is only posted to answers a GET with what it is.
    if (answer.status >= 400 && answer.status !== 405) broken.push(`${from} → ${address}: ${answer.status}`);
    if (!answer.headers.get("content-type")?.startsWith("text/html") || answer.status !== 200) { await answer.arrayBuffer(); continue; }
    const html = await answer.text();
    pages.set(address, html);
    for (const next of links(html, start + address)) {
      if (known.has(next) || next.startsWith("/office")) continue;
      known.add(next);
      waiting.push([next, address]);
    }
  }
  return { pages, broken };
}

test("every public page is sound HTML and every link of it answers", { timeout: 300_000 }, async (context) => {
  const { pages, broken } = await crawl(await site());
  assert.deepEqual(broken, []);
  assert.ok(pages.size >= 5, `${pages.size} pages`);
  const folder = mkdtempSync(join(tmpdir(), "gongkai-html-"));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  const addresses = [...pages.keys()];
  addresses.forEach((address, nth) => writeFileSync(join(folder, `${nth}.html`), pages.get(address)));
  const checked = run("java", ["-Xmx512m", "-jar", vnu, "--format", "json", "--exit-zero-always", folder], { maxBuffer: 64 << 20 });
  const { messages } = JSON.parse((await checked).stderr);
  const told = messages
    .filter(({ message }) => !TAGS.test(message))
    .map(({ url, message, extract }) => `${addresses[Number(url.match(/(\d+)\.html$/)[1])]}: ${message} ${extract ?? ""}`);
  assert.deepEqual([...new Set(told)], []);
  context.diagnostic(`${pages.size} pages, ${messages.length} messages about the tags`);
});
