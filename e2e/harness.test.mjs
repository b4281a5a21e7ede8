// The harness finds what it is there to find.
import assert from "node:assert/strict";
import { test } from "node:test";
import { hold, overflow, violations, visitor } from "./harness.mjs";
import { later } from "./officers.mjs";

test("a page with faults does not pass", async () => {
  const who = await visitor({ width: 390 });
  await who.page.goto("/zfxxgk/zfxxgknb/");
  assert.deepEqual(await violations(who.page), []);
  await who.page.evaluate(() => {
    const wide = document.createElement("div");
    wide.style.width = "800px";
    wide.innerHTML = `<input type="text">`;
    document.querySelector("main").append(wide);
  });
  assert.ok((await violations(who.page)).some((line) => line.startsWith("label")));
  assert.ok((await overflow(who.page)) > 100);
  await assert.rejects(hold(who, "a page with faults"), /accessibility/);
  await who.close();
});

test("a script or style of someone else does not run", async () => {
  const who = await visitor();
  await who.page.goto("/zfxxgk/zfxxgknb/");
  await who.page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "document.title = 'taken over'";
    document.body.append(script);
    document.body.insertAdjacentHTML("beforeend", "<p id=\"inline\" style=\"color: rgb(1, 2, 3)\">x</p>");
  });
  assert.doesNotMatch(await who.page.title(), /taken over/);
  const color = await who.page.locator("#inline").evaluate((element) => getComputedStyle(element).color);
  assert.notEqual(color, "rgb(1, 2, 3)");
  assert.equal(who.faults.filter((fault) => /Content Security Policy/.test(fault)).length, 2);
  await who.close();
});

test("the office's day is Beijing's, also while it is still yesterday in UTC", () => {
  assert.equal(later(0, Date.parse("2026-03-02T15:59:59Z")), "2026-03-02");
  assert.equal(later(0, Date.parse("2026-03-02T16:00:00Z")), "2026-03-03");
  assert.equal(later(30, Date.parse("2026-12-31T23:59:59Z")), "2027-01-31");
});
