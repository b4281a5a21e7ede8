// A site gone through by its links, and what its pages are held to: the Nu HTML checker, the tags of government sites.
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import vnu from "vnu-jar";

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
export async function crawl(start) {
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

/** What the Nu HTML checker says of pages beside the names of tags that government sites must carry, and how often it said those. */
export async function complaints(pages) {
  const folder = mkdtempSync(join(tmpdir(), "gongkai-html-"));
  try {
    const addresses = [...pages.keys()];
    addresses.forEach((address, nth) => writeFileSync(join(folder, `${nth}.html`), pages.get(address)));
    const checked = run("java", ["-Xmx512m", "-jar", vnu, "--format", "json", "--exit-zero-always", folder], { maxBuffer: 64 << 20 });
    const { messages } = JSON.parse((await checked).stderr);
    const told = messages
      .filter(({ message }) => !TAGS.test(message))
      .map(({ url, message, extract }) => `${addresses[Number(url.match(/(\d+)\.html$/)[1])]}: ${message} ${extract ?? ""}`);
    return { told: [...new Set(told)], count: messages.length };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The content of a tag of a page; null where it has none. */
function tag(html, name) {
  return html.match(new RegExp(`<meta name="${name}" content="([^"]*)"`))?.[1] ?? null;
}

/** The tags of 国办发〔2017〕47号 that a page lacks: those of the site on every page, of the column where it is in one, of the article on its page. */
export function missingTags(address, html) {
  const filled = (name) => tag(html, name)?.trim();
  const lacks = ["SiteName", "SiteDomain"].filter((name) => !filled(name));
  if (!/^(bm\d{8}|\d{10})$/.test(filled("SiteIDCode") ?? "")) lacks.push("SiteIDCode");
  const path = address.split("?")[0];
  const isArticle = /^\/p\/[^/]+$/.test(path) || /^\/zfxxgk\/zfxxgknb\/\d{4}\/$/.test(path);
  const isColumn = path === "/" || (path.endsWith("/") && !path.startsWith("/apply"));
  if (isArticle || isColumn) lacks.push(...["ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"].filter((name) => !filled(name)));
  if (isArticle) {
    lacks.push(...["ArticleTitle", "ContentSource"].filter((name) => !filled(name)));
    if (!/^\d{4}-\d\d-\d\d \d\d:\d\d$/.test(filled("PubDate") ?? "")) lacks.push("PubDate");
  }
  return lacks.map((name) => `${address}: ${name}`);
}
