// What the one script adds.
import assert from "node:assert/strict";
import { test } from "node:test";
import { hold, visitor } from "./harness.mjs";

test("published items are offered while the subject is typed", async () => {
  const who = await visitor();
  await who.page.goto("/office/styles");
  await who.page.getByLabel("名称、文号或者其他特征").fill("示例路");
  const offer = who.page.locator(".suggestions a");
  await offer.waitFor();
  assert.equal(await offer.innerText(), "示例路改造工程征收补偿方案");
  await hold(who, "styles with an offer");
  await who.close();
});

test("chosen files are listed; one over the limit is named", async () => {
  const who = await visitor({ width: 390 });
  await who.page.goto("/office/styles");
  const files = [
    { name: "身份证正面.png", mimeType: "image/png", buffer: Buffer.alloc(3000) },
    { name: "<b>过大.pdf", mimeType: "application/pdf", buffer: Buffer.alloc(2 << 20) },
  ];
  await who.page.getByLabel("身份证明").setInputFiles(files);
  const lines = await who.page.locator(".files li").allInnerTexts();
  assert.equal(lines[0], "身份证正面.png，3 KB");
  assert.match(lines[1], /<b>过大\.pdf，2048 KB：超过大小限制/);
  await hold(who, "styles with files");
  await who.close();
});

test("leaving the site is said beforehand and can be declined", async () => {
  const who = await visitor();
  await who.page.goto("/office/styles");
  const said = [];
  who.page.on("dialog", (dialog) => { said.push(dialog.message()); dialog.dismiss(); });
  await who.page.getByRole("link", { name: "我为政府网站找错" }).click();
  assert.deepEqual(said, ["您将离开本网站，前往 zfwzgl.www.gov.cn"]);
  assert.match(who.page.url(), /\/office\/styles$/);
  await who.close();
});
