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

for (const [address, line] of [["/search", '#main [name="q"]'], ["/", "#seek"]]) {
  for (const width of [390, 1280]) {
    test(`${address} at ${width} px: what is offered lies over the page and is taken by keyboard and pointer`, async () => {
      const who = await visitor({ width });
      await who.page.goto(address);
      const field = who.page.locator(line);
      const heights = () => who.page.evaluate(() => document.documentElement.scrollHeight);
      const before = await heights();
      const chosen = () => field.getAttribute("aria-activedescendant");
      await field.pressSequentially("sybx");
      const options = who.page.locator(".offers [role=option]");
      await options.first().waitFor();
      assert.equal(await field.getAttribute("role"), "combobox");
      assert.equal(await field.getAttribute("aria-expanded"), "true");
      assert.equal(await heights(), before, "nothing is pushed away");
      const box = await who.page.getByRole("listbox").boundingBox();
      assert.ok(box.x >= 0 && box.x + box.width <= width && box.width > 150, JSON.stringify(box));
      await hold(who, `${address} with offers at ${width}`);
      const count = await options.count();
      assert.equal(await chosen(), null, "nothing is chosen by itself");
      await field.press("ArrowUp");
      assert.equal(await chosen(), await options.nth(count - 1).getAttribute("id"));
      await field.press("ArrowDown");
      assert.equal(await chosen(), null, "the line itself is between the last and the first");
      await field.press("ArrowDown");
      assert.equal(await options.first().getAttribute("aria-selected"), "true");
      await field.press("Escape");
      assert.deepEqual([await field.getAttribute("aria-expanded"), await chosen()], ["false", null]);
      assert.equal(await field.inputValue(), "sybx", "what was typed stays");
      await field.press("ArrowDown");
      const address_of_first = await options.first().getAttribute("href");
      await Promise.all([who.page.waitForURL((url) => url.pathname === address_of_first), field.press("Enter")]);
      // Enter without a choice sends the form; a press on an option goes there.
      await who.page.goto(address);
      await field.pressSequentially("sybx");
      await options.first().waitFor();
      await Promise.all([who.page.waitForURL(/\/search\?q=sybx/), field.press("Enter")]);
      await who.page.goto(address);
      await field.pressSequentially("sybx");
      await Promise.all([who.page.waitForURL(/\/p\//), options.last().click()]);
      await who.close();
    });
  }
}

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
