// Everything works without a script: the choice of appearance, the pages, the way back.
import assert from "node:assert/strict";
import { test } from "node:test";
import { visitor } from "./harness.mjs";

const ground = (page) => page.locator("body").evaluate((body) => getComputedStyle(body).backgroundColor);

test("elder mode is switched on and off by its button and kept", async () => {
  const who = await visitor({ script: false });
  const { page } = who;
  await page.goto("/zfxxgk/zfxxgknb/");
  const root = page.locator("html");
  await page.getByRole("button", { name: "长者模式" }).click();
  assert.equal(new URL(page.url()).pathname, "/zfxxgk/zfxxgknb/");
  assert.equal(await root.getAttribute("data-size"), "large");
  await page.goto("/office/styles");
  assert.equal(await root.getAttribute("data-size"), "large");
  const pressed = page.getByRole("button", { name: "长者模式", pressed: true });
  assert.equal(await pressed.count(), 1);
  await pressed.click();
  assert.equal(await root.getAttribute("data-size"), "normal");
  await who.close();
});

test("dark is chosen against the system's light, and light against its dark", async () => {
  for (const [dark, name] of [[false, "深色"], [true, "浅色"]]) {
    const who = await visitor({ script: false, dark });
    await who.page.goto("/zfxxgk/zfxxgknb/");
    const before = await ground(who.page);
    await who.page.getByRole("button", { name, exact: true }).click();
    const after = await ground(who.page);
    assert.notEqual(after, before, name);
    await who.page.goto("/office/styles");
    assert.equal(await ground(who.page), after, "kept on the next page");
    await who.close();
  }
});

test("what only a script can do is not shown", async () => {
  const who = await visitor({ script: false });
  await who.page.goto("/office/styles");
  assert.equal(await who.page.locator("[data-script]").isVisible(), false);
  await who.close();
});

test("a report is reached from the list by links alone", async () => {
  const who = await visitor({ script: false, width: 390 });
  await who.page.goto("/");
  await who.page.getByRole("link", { name: "政府信息公开年报" }).first().click();
  await who.page.locator("main .list a").first().click();
  assert.match(who.page.url(), /\/zfxxgk\/zfxxgknb\/2023\/$/);
  await who.page.getByRole("link", { name: "阅读全文" }).click();
  assert.match(who.page.url(), /\/zfxxgk\/zfxxgknb\/2023\/report\.html$/);
  assert.match(await who.page.locator("body").innerText(), /年度报告/);
  await who.close();
});
