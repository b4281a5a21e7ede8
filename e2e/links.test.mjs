// Links to other sites: opened once by the command, told on the page of the inspection at every width, in words and without colour alone.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { test } from "node:test";
import { WIDTHS, binary, hold, shoot, start } from "./harness.mjs";
import { officer } from "./officers.mjs";

/** Runs the program in a folder; its exit code and what it said. */
const run = (out, ...args) =>
  new Promise((resolve) => execFile(binary, args, { cwd: out }, (error, stdout, stderr) => resolve({ code: error?.code ?? 0, said: stdout + stderr })));

/** A page of an old site with links. */
const page = (title, links) => `<meta charset=utf-8><meta name=ArticleTitle content="${title}"><meta name=PubDate content="2023-05-08">
<div id=zoom><p>这一段是示例的正文，内容均为虚构，为测试而写。</p>${links.map((href) => `<p><a href="${href}">相关网页</a></p>`).join("")}</div>`;

test("what does not open on other sites stands in the inspection", { timeout: 300_000 }, async () => {
  let asked = 0;
  const other = createServer((request, answer) => {
    asked++;
    answer.writeHead(request.url === "/ok" ? 200 : request.url === "/guarded" ? 403 : 404).end();
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => other.once("listening", resolve));
  const at = (path) => `http://127.0.0.1:${other.address().port}/${path}`;
  const program = await start(["demo"]);
  const who = await officer("dengji", program.address);
  await who.page.goto("/office/inspection");
  await who.page.getByText("链接到其他网站的链接从未核对").waitFor();
  await hold(who, "never opened");

  const site = join(program.out, "old/tzgg");
  mkdirSync(site, { recursive: true });
  const long = at(`missing/${"a-very-long-name-without-a-break".repeat(6)}?a=1&b=2`);
  writeFileSync(join(site, "t1.html"), page("关于示例一的通知", [at("ok"), at("guarded"), at("missing"), long]));
  writeFileSync(join(site, "t2.html"), page("关于示例二的通知", [at("ok"), at("missing")]));
  const place = ["--db", "gongkai.db", "--agency", "淄博市人力资源和社会保障局"];
  const came = await run(program.out, "import-site", "old", "--column", "tzgg=tzgg", ...place);
  assert.equal(came.code, 0, came.said);
  const opened = await run(program.out, "check-links", "--private", ...place);
  assert.equal(opened.code, 1, opened.said);
  assert.match(opened.said, /网址 4 个：打得开 1 个，打不开 2 个，不能确定 1 个/);
  assert.ok(asked >= 4, "the other site was asked");

  for (const width of WIDTHS) {
    await who.page.setViewportSize({ width, height: 900 });
    await who.page.goto("/office/inspection");
    const section = who.page.locator("section", { has: who.page.getByRole("heading", { name: "链接到其他网站" }) });
    assert.equal(await section.getByRole("row", { name: /404（网页不存在）/ }).count(), 2);
    for (const summary of await section.locator("summary").all()) await summary.click();
    await section.getByText("403，对方拒绝程序访问").waitFor();
    await hold(who, `links at ${width}`);
    await shoot(who.page, `inspection-links-${width}`);
  }
  const told = await who.page.getByRole("table", { name: "打不开的网址" }).innerText();
  assert.match(told, /关于示例[一二]的通知、关于示例[一二]的通知/);
  other.close();
  await who.close();
});
