// A sign-in ends while an officer writes: nothing of it is lost, with or without the officer's own script.
import assert from "node:assert/strict";
import { test } from "node:test";
import { PASSWORD, forgive, hold, shoot, start } from "./harness.mjs";
import { PDF, daysAfter, fill, later, officer, press, registered } from "./officers.mjs";

test("what was written when the sign-in ended is sent after signing in again", async () => {
  const own = await start(["demo"]);
  const clerk = await officer("dengji", own.address);
  const other = await officer("chengban", own.address);
  const number = await registered(clerk, {
    channel: "互联网", arrived_on: later(0), applicant: "自然人", name: "申请人己", content: "某项信息", files: PDF,
  });
  await clerk.page.goto(`/office/applications/${number}/withdraw`);
  const reason = "申请人来电表示不再需要，已核对身份；书面材料随后补来。";
  await fill(clerk, { reason, files: PDF });
  await other.page.goto("/demo/clock");
  await fill(other, { day: daysAfter(later(0), 1) });
  await press(other, "拨钟");

  await press(clerk, "撤回申请");
  assert.match(await clerk.page.locator("main").innerText(), /登录已经到期/);
  forgive(clerk);
  await hold(clerk, "sign-in with a form");
  await shoot(clerk.page, "again-sign-in");
  await fill(clerk, { account: "dengji", password: PASSWORD });
  await press(clerk, "登录");
  const back = await clerk.page.locator("main").innerText();
  assert.ok(back.includes(reason) && back.includes("还没有办理") && back.includes("证件.pdf"), back);
  await hold(clerk, "form again");
  await shoot(clerk.page, "again-form");
  await fill(clerk, { files: PDF });
  await press(clerk, "继续提交");
  await clerk.page.waitForURL(`**/office/applications/${number}`);
  const done = await clerk.page.locator("main").innerText();
  // The history tells a step as one line without its last stop.
  assert.ok(done.includes("已办结") && done.includes(reason.slice(0, -1)) && done.includes("证件.pdf"), done);
  await other.close();
  await clerk.close();
});
