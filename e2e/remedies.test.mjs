// The pages of reviews and lawsuits; the course of one is in course.test.mjs.
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
