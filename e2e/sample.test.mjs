// The sample as a site, by the commands of its README: registers, pages of the old site, the report of the ledger. Every
// public page is sound HTML, accessible, has the tags of government sites, and every link answers; old addresses lead on.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { complaints, crawl, missingTags } from "./crawl.mjs";
import { WIDTHS, binary, hold, shoot, start, visitor } from "./harness.mjs";

const sample = join(dirname(fileURLToPath(import.meta.url)), "../samples/zibo-hrss-2023");

/** Serves the sample out of a ledger of its own. */
async function serve() {
  const out = mkdtempSync(join(tmpdir(), "gongkai-sample-"));
  const run = (...args) => promisify(execFile)(binary, args, { cwd: out });
  await run("import", sample);
  const { stdout } = await run("import-site", join(sample, "site"));
  assert.match(stdout, /导入 24 件（其中 0 件/);
  await run("agency", "set", "--letter-code", "淄人社公开");
  await run("report", "build", "--year", "2023", "--out", "report");
  const args = ["serve", "--db", "gongkai.db", "--report", "report=2024-01-25", "--domain", "xxgk.example.gov.cn", "--site-code", "3703000001"];
  return start(args, { out, more: [] });
}

test("the sample is a site: sound, accessible, tagged, and every link of it answers", { timeout: 600_000 }, async (context) => {
  const { address } = await serve();
  const { pages, broken } = await crawl(address);
  assert.deepEqual(broken, []);
  const articles = [...pages].filter(([at]) => /^\/p\/[^/]+$/.test(at));
  assert.equal(articles.length, 24);
  const titled = (start) => articles.filter(([, html]) => html.includes(`<meta name="ArticleTitle" content="${start}`)).length;
  assert.deepEqual([titled("政策文件之"), titled("局长办公会议之"), titled("解读之"), titled("主动公开基本目录"), titled("政府信息公开指南")], [12, 4, 4, 1, 1]);
  assert.ok([...pages.keys()].some((at) => at.startsWith("/zfxxgk/zfxxgknb/2023/")), "the report");
  const { told, count } = await complaints(pages);
  assert.deepEqual(told, []);
  // The report is a document of its own, as it was published.
  const ours = [...pages].filter(([at]) => !at.startsWith("/zfxxgk/zfxxgknb/2023/report"));
  assert.deepEqual(ours.flatMap(([at, html]) => missingTags(at, html)), []);

  for (const width of WIDTHS) {
    const who = await visitor({ width, dark: width < 600, address });
    for (const at of pages.keys()) {
      await who.page.goto(at);
      const wide = await who.page.$$eval(".article img", (all) => all.filter((img) => img.getBoundingClientRect().right > img.closest(".article").getBoundingClientRect().right + 1).length);
      assert.equal(wide, 0, `${at} at ${width}: a picture is wider than its text`);
      await hold(who, `${at} at ${width}`);
    }
    for (const [name, title] of [["policy", "政策文件之2"], ["meeting", "局长办公会议之1"], ["interpretation", "解读之2"], ["catalogue", "主动公开基本目录"]]) {
      await who.page.goto(articles.find(([, html]) => html.includes(`content="${title}（`))[0]);
      await shoot(who.page, `sample-${name}-${width}`);
    }
    await who.page.goto("/");
    await shoot(who.page, `sample-home-${width}`);
    await who.close();
  }
  const old = await fetch(`${address}/zfxxgk/fdzdgknr/zcwj/zc02.html`, { redirect: "manual" });
  assert.equal(old.status, 301);
  assert.match(pages.get(old.headers.get("location")), /政策文件之2（据年报还原）/);
  context.diagnostic(`${pages.size} pages, ${count} messages about the tags`);
});
