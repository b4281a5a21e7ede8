// A clean-up of more documents than one page shows: turned without losing what was chosen, sent as a whole.
import { strict as assert } from "node:assert";
import { execFile } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";

import { binary, forgive, hold, shoot, start } from "./harness.mjs";
import { fill, later, officer, press } from "./officers.mjs";

const DOCUMENTS = 130;

/** A page of an old site with its tags. */
const old = (n) => `<!DOCTYPE html><html><head><title>示例规定之${n}</title>
<meta name="ArticleTitle" content="示例规定之${n}"><meta name="PubDate" content="2025-05-08"><meta name="ColumnName" content="政策文件">
</head><body><table><tr><td>成文日期：</td><td>2025-05-06</td></tr></table><div id="zoom"><p>第${n}件。</p></div></body></html>`;

test("a clean-up goes over pages and comes back to what is missing", { timeout: 300_000 }, async () => {
  const { address, out } = await start(["demo"]);
  const folder = join(out, "old", "zcwj");
  mkdirSync(folder, { recursive: true });
  for (let n = 1; n <= DOCUMENTS; n += 1) writeFileSync(join(folder, `p${n}.html`), old(n));
  await promisify(execFile)(binary, ["import-site", join(out, "old"), "--db", join(out, "gongkai.db"), "--agency", "淄博市人力资源和社会保障局"]);

  const signer = await officer("qianfa", address);
  const { page } = signer;
  const first = () => page.locator("select").first().getAttribute("name");
  const told = () => page.locator("#decided").innerText();
  await page.goto("/office/cleaning");
  assert.match(await told(), /已经选择0件。分2页，这是第1页/);
  const kept = await first();
  await fill(signer, { decision: "示测发〔2026〕9号", [kept]: "kept" });
  await press(signer, "下一页");
  assert.match(await told(), /已经选择1件。分2页，这是第2页/);
  await hold(signer, "the second page of a clean-up");
  await shoot(page, "clean-up-second-page");
  const repealed = await first();
  await fill(signer, { [repealed]: "repealed" });
  await press(signer, "公布清理结果");
  assert.match(await told(), /已经选择2件。分2页，这是第1页/);
  assert.match(await page.locator("[role=alert]").first().innerText(), /请填写新的有效期止/);
  forgive(signer);
  await hold(signer, "a clean-up that lacks a day");
  await shoot(page, "clean-up-refused");
  assert.equal(await page.locator("#decision").inputValue(), "示测发〔2026〕9号");
  await fill(signer, { [kept.replace("result", "until")]: later(400) });
  await press(signer, "公布清理结果");
  await page.waitForURL("**/office/publications/P*");
  const draft = await page.locator("main").innerText();
  assert.match(draft, /继续有效的文件（1件）[\s\S]*废止的文件（1件）/);
  await signer.close();
});
