// The keyboard alone is enough: skip link, every control in order, a visible focus, nothing that holds the focus.
import assert from "node:assert/strict";
import { test } from "node:test";
import { visitor } from "./harness.mjs";
import { PAGES } from "./pages.mjs";

// A refused form begins at its messages, not at the top.
for (const { name, address, as } of PAGES.filter((one) => one.name !== "report-file" && one.status !== 422)) {
  test(`${name}: the skip link comes first and leads to the text`, async () => {
    const who = await visitor({ as });
    await who.page.goto(address);
    await who.page.keyboard.press("Tab");
    const link = who.page.locator(":focus");
    assert.equal(await link.innerText(), "跳到正文");
    assert.ok((await link.boundingBox()).height > 20, "it shows itself");
    await who.page.keyboard.press("Enter");
    assert.equal(await who.page.locator(":focus").getAttribute("id"), "main");
    await who.close();
  });

  test(`${name}: Tab reaches every control, each with a visible focus`, async () => {
    const who = await visitor({ as });
    await who.page.goto(address);
    const expected = await who.page.evaluate(() => {
      const all = document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']");
      const groups = new Set();
      return [...all].filter((element) => {
        if (element.disabled || element.closest("[hidden]") || !element.getClientRects().length) return false;
        if (element.closest("details:not([open]) > :not(summary)")) return false;
        // One stop for a group of radio buttons.
        if (element.type !== "radio") return true;
        return !groups.has(element.name) && groups.add(element.name);
      }).length;
    });
    const seen = new Set();
    for (let press = 0; press < expected * 4; press += 1) {
      await who.page.keyboard.press("Tab");
      const focus = await who.page.evaluate(() => {
        const element = document.activeElement;
        if (!element || element === document.body) return null;
        element.dataset.stop ??= String(performance.now()) + Math.random();
        const style = getComputedStyle(element);
        return { stop: element.dataset.stop, outline: parseFloat(style.outlineWidth), text: element.outerHTML.slice(0, 80) };
      });
      if (focus === null) break;
      assert.ok(focus.outline >= 2, `no visible focus on ${focus.text}`);
      seen.add(focus.stop);
    }
    assert.equal(seen.size, expected);
    await who.close();
  });
}

test("the choice of elder mode is made with Enter", async () => {
  const who = await visitor();
  await who.page.goto("/zfxxgk/zfxxgknb/");
  await who.page.getByRole("button", { name: "长者模式" }).focus();
  // The address stays the same, so the answer itself is waited for.
  await Promise.all([who.page.waitForNavigation(), who.page.keyboard.press("Enter")]);
  assert.equal(await who.page.locator("html").getAttribute("data-size"), "large");
  await who.close();
});
