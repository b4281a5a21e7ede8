// A request to correct records about oneself (第41条): registered at the counter, refused, answered; and its pages.
import assert from "node:assert/strict";
import { test } from "node:test";
import { forgive, hold, shoot } from "./harness.mjs";
import { PDF, desk, fill, later, press, sound } from "./officers.mjs";

async function does(who, number, verb, values = {}) {
  await who.page.goto(`/office/rectifications/${number}/${verb}`);
  await fill(who, values);
  await hold(who, `${verb}, filled in`);
  await shoot(who.page, `rectification-${verb}`);
  await Promise.all([who.page.waitForNavigation(), who.page.locator("main form button").last().click()]);
  await sound(who, verb);
  await hold(who, verb);
}

test("a request to correct a record is registered, judged, signed and served, and counted nowhere", async () => {
  const all = await desk();
  const { clerk, handler, reviewer, signer } = all;
  await clerk.page.goto("/office/rectifications/new");
  await hold(clerk, "a new request");
  await press(clerk, "登记更正申请");
  assert.equal(await clerk.page.locator("#received_on").count(), 1, "an empty form comes back");
  forgive(clerk);
  await hold(clerk, "a new request, empty");
  await fill(clerk, { received_on: later(0), "name": "申请人庚", contact: "示例市示例路1号", record: "参保登记信息中的姓名", claim: "姓名有一字之误", proof: "身份证复印件", files: PDF });
  await fill(clerk, { channel: "counter" });
  for (const name of ["party_kind", "way"]) await clerk.page.locator(`main [name="${name}"]`).first().check();
  await shoot(clerk.page, "rectification-new");
  await press(clerk, "登记更正申请");
  await sound(clerk, "register");
  const number = decodeURI(new URL(clerk.page.url()).pathname.split("/").at(-1));
  assert.match(number, /^C\d{4}-\d+$/);
  await does(handler, number, "draft", { judgement: "refused", "correction.refusal": "经核对原始登记表，记录与登记时提交的材料一致。", facts: "已调取登记表核对。" });
  await does(reviewer, number, "approve");
  await does(signer, number, "sign");
  await does(clerk, number, "serve", { way: "hand_over", evidence: "本人签收" });
  for (const width of [390, 1280]) {
    await clerk.page.setViewportSize({ width, height: 844 });
    for (const [name, address] of [["list", "/office/rectifications"], ["case", `/office/rectifications/${number}`]]) {
      await clerk.page.goto(address);
      await hold(clerk, `${name} at ${width}`);
      await shoot(clerk.page, `rectification-${name}-${width}`);
    }
  }
  assert.match(await clerk.page.locator("main").innerText(), /已办结[\s\S]*不予更正/);
  await all.leave();
});
