// What a supervisor reads of the agencies below: counts, list, a case; nothing of who applied, nothing beside the tree.
import assert from "node:assert/strict";
import { test } from "node:test";
import { WIDTHS, forgive, hold, shoot } from "./harness.mjs";
import { officer } from "./officers.mjs";

for (const width of WIDTHS) {
  test(`a supervisor looks from the tree down to one application at ${width} px`, async () => {
    const who = await officer("jiandu");
    const { page } = who;
    await page.setViewportSize({ width, height: 844 });
    await page.goto("/office/subordinates");
    await hold(who, "subordinates");
    await shoot(page, `subordinates-filled-${width}`);
    const counts = page.getByRole("table", { name: "各机关办理情况" });
    const row = async (name) => counts.getByRole("row").filter({ hasText: name }).getByRole("cell").allInnerTexts();
    const heads = (await counts.getByRole("columnheader").allInnerTexts()).slice(1);
    const first = await row("示例甲区");
    assert.equal(first[heads.indexOf("已逾期")], "1", "one was not answered in its term");
    assert.ok(Number(first[heads.indexOf("未办结")]) >= 2);
    // The sum is that of the agencies.
    const second = await row("示例乙区");
    const sum = await row("合计");
    assert.deepEqual(sum.map(Number), first.map((cell, place) => Number(cell) + Number(second[place])));

    await page.getByRole("link", { name: "示例甲区" }).click();
    await hold(who, "one subordinate");
    await shoot(page, `subordinate-${width}`);
    await page.getByRole("link", { name: /已逾期/ }).click();
    await hold(who, "what is late there");
    assert.equal(await page.locator("tbody tr").first().locator("a").count(), 1);
    await page.goBack();
    await page.getByRole("link", { name: /全部/ }).click();
    await hold(who, "everything there");
    const main = page.locator("main");
    assert.doesNotMatch(await main.innerText(), /申请人甲/, "who applied is not told");
    await main.locator("tbody th a").first().click();
    await hold(who, "an application there");
    await shoot(page, `subordinate-case-${width}`);
    const text = await main.innerText();
    assert.match(text, /办理经过/);
    assert.doesNotMatch(text, /申请人甲|测试路/, "who applied is not told");
    await who.close();
  });
}

test("nobody else reads them, and no supervisor an agency that is not below", async () => {
  const clerk = await officer("dengji");
  assert.equal((await clerk.page.goto("/office/subordinates")).status(), 403);
  forgive(clerk);
  await clerk.close();
  const supervisor = await officer("jiandu");
  for (const id of ["1", "99", "x"]) {
    assert.equal((await supervisor.page.goto(`/office/subordinates/${id}`)).status(), 404, id);
  }
  forgive(supervisor);
  await hold(supervisor, "an agency that is not below");
  await supervisor.close();
});
