// Publications of every stage on the desk, and their forms, at both widths.
import { test } from "node:test";
import { WIDTHS, hold, shoot, visitor } from "./harness.mjs";

test("a publication of every stage at both widths, and the forms of it", async () => {
  for (const width of WIDTHS) {
    const who = await visitor({ width, as: "dengji", dark: width < 600 });
    for (const stage of ["drafting", "under_review", "awaiting_signature", "awaiting_publication", "published", "withheld", "withdrawn", "discarded"]) {
      await who.page.goto(`/office/publications?stage=${stage}`);
      await hold(who, `${stage} at ${width}`);
      await shoot(who.page, `publications-${stage}-${width}`);
      await who.page.locator("main tbody a").first().click();
      await who.page.waitForURL("**/office/publications/P*");
      await hold(who, `one ${stage} at ${width}`);
      await shoot(who.page, `publication-${stage}-${width}`);
    }
    await who.page.goto("/office/publications?stage=published");
    await who.page.locator("main tbody a").first().click();
    await who.page.waitForURL("**/office/publications/P*");
    await who.page.getByRole("link", { name: "修改", exact: true }).click();
    await who.page.waitForURL("**/edit");
    await hold(who, `writing at ${width}`);
    await shoot(who.page, `publication-edit-${width}`);
    await who.close();
    const secrecy = await visitor({ width, as: "baomi" });
    await secrecy.page.goto("/office/publications?stage=under_review");
    await secrecy.page.locator("main tbody a").first().click();
    await secrecy.page.waitForURL("**/office/publications/P*");
    await secrecy.page.getByRole("link", { name: "保密审查通过" }).click();
    await secrecy.page.waitForURL("**/review");
    await hold(secrecy, `review at ${width}`);
    await shoot(secrecy.page, `publication-review-${width}`);
    await secrecy.close();
  }
});
