// On paper there is the text and nothing to press; dark pages print dark on white.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { artifacts, visitor } from "./harness.mjs";
import { PAGES } from "./pages.mjs";

for (const { name, address, as } of PAGES.filter((one) => one.name !== "report-file")) {
  test(`${name} on paper`, async () => {
    const who = await visitor({ dark: true, as });
    await who.page.goto(address);
    await who.page.emulateMedia({ media: "print" });
    const shown = await who.page.evaluate(() => {
      const visible = (selector) => [...document.querySelectorAll(selector)].filter((one) => one.getClientRects().length > 0).length;
      const style = getComputedStyle(document.body);
      return { navigation: visible("nav"), choices: visible(".choice"), text: visible("h1"), ink: style.color, paper: style.backgroundColor };
    });
    assert.deepEqual(shown, { navigation: 0, choices: 0, text: 1, ink: "rgb(0, 0, 0)", paper: "rgb(255, 255, 255)" });
    await who.page.pdf({ path: join(artifacts, `${name}.pdf`), format: "A4", preferCSSPageSize: true });
    await who.close();
  });
}
