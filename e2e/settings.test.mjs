// The agency's settings: a version to come is entered, corrected and withdrawn; wrong input comes back as typed.
import assert from "node:assert/strict";
import { test } from "node:test";
import { WIDTHS, forgive, hold, shoot } from "./harness.mjs";
import { fill, later, officer, press } from "./officers.mjs";

for (const width of WIDTHS) {
  test(`a version to come is entered, corrected and withdrawn at ${width} px`, async () => {
    const who = await officer("sysadmin");
    const { page } = who;
    await page.setViewportSize({ width, height: 844 });
    const from = later(40 + width % 7);
    await page.goto("/office/settings");
    await hold(who, "settings");
    await fill(who, { from, courts: "示例区人民法院\n示例铁路运输法院", courts_after_review: "示例市中级人民法院", fax: "0000-3333333" });
    await press(who, "保存");
    await hold(who, "settings saved");
    await shoot(page, `settings-ahead-${width}`);
    const version = page.getByRole("region", { name: `自 ${from} 起` });
    assert.match(await version.innerText(), /以后适用[\s\S]*系统管理员[\s\S]*示例区人民法院、示例铁路运输法院/);
    await version.getByRole("link", { name: /更正/ }).click();
    assert.equal(await page.locator('[name="from"]').first().inputValue(), from);
    assert.equal(await page.locator('[name="fax"]').inputValue(), "0000-3333333");
    await fill(who, { fax: "0000-4444444" });
    await press(who, "保存");
    assert.match(await version.innerText(), /0000-4444444/);
    await page.goto(`/office/settings?from=${from}`);
    await fill(who, { postcode: "abc" });
    await press(who, "保存");
    forgive(who);
    assert.match(await page.getByRole("alert").innerText(), /邮编应为6位数字/);
    assert.equal(await page.locator('[name="postcode"]').inputValue(), "abc", "what was typed stays");
    await hold(who, "settings refused");
    await Promise.all([page.waitForNavigation(), version.getByRole("button", { name: /撤销/ }).click()]);
    await hold(who, "settings withdrawn");
    assert.equal(await version.count(), 0);
    await who.close();
  });
}
