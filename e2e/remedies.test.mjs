// The pages of reviews and lawsuits; the course of one is in course.test.mjs.
import assert from "node:assert/strict";
import { test } from "node:test";
import { hold, shoot } from "./harness.mjs";
import { officer } from "./officers.mjs";

test("the list of cases and a case hold at both widths, light and dark", async () => {
  const who = await officer("jiandu");
  for (const width of [390, 1280]) {
    for (const colorScheme of ["light", "dark"]) {
      await who.page.setViewportSize({ width, height: 844 });
      await who.page.emulateMedia({ colorScheme });
      for (const [name, address] of [["remedies", "/office/remedies"], ["remedies-decided", "/office/remedies?show=decided"]]) {
        await who.page.goto(address);
        await shoot(who.page, `${name}-${width}-${colorScheme}`);
        await hold(who, name);
        await who.page.locator("tbody a").first().click();
        await shoot(who.page, `${name}-case-${width}-${colorScheme}`);
        await hold(who, `${name}, one case`);
      }
    }
  }
  await who.close();
});

test("a case is found by what was written in it, and by who claims", async () => {
  const who = await officer("jiandu");
  for (const [text, by] of [["示例市 人民政府", "文字"], ["申请人甲", "申请人或者原告"]]) {
    await who.page.goto("/office/search");
    await who.page.fill("#q", text);
    await Promise.all([who.page.waitForNavigation(), who.page.getByRole("button", { name: "查找" }).click()]);
    await hold(who, `search for ${text}`);
    await shoot(who.page, `search-remedies-${by}`);
    const row = who.page.getByRole("row").filter({ hasText: /R\d{4}-1/ }).first();
    assert.match(await row.innerText(), new RegExp(by));
    await row.getByRole("link").first().click();
    await who.page.waitForURL(/\/office\/remedies\/R/);
    await hold(who, "the case that was found");
  }
  await who.close();
});
