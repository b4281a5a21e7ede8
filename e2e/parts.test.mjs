// An application is split at the counter, followed to its parts by its own code, and the code replaced where it was lost.
import assert from "node:assert/strict";
import { test } from "node:test";
import { forgive, hold, shoot, visitor } from "./harness.mjs";
import { does, fill, later, officer, press, registered, sound } from "./officers.mjs";

const main = (who) => who.page.locator("main").innerText();

/** Opens the status page of an application with a code. */
async function follows(citizen, number, code) {
  await citizen.page.goto("/apply/status");
  await fill(citizen, { number, query_code: code });
  await Promise.all([citizen.page.waitForNavigation(), citizen.page.locator("main form button").first().click()]);
  return main(citizen);
}

test("who holds the receipt of an application that was split finds its parts; a lost code is replaced", async () => {
  const clerk = await officer("dengji");
  const number = await registered(clerk, {
    channel: "当面", arrived_on: later(0), applicant: "自然人", name: "申请人戊", content: "两项信息", form: "纸质", way: "自行领取",
  });
  assert.match(clerk.page.url(), new RegExp(`/office/applications/${number}/receipt$`));
  const code = await clerk.page.locator(".receipt .code").innerText();
  await hold(clerk, "receipt at the counter");
  await shoot(clerk.page, "counter-receipt");
  await clerk.page.reload();
  assert.equal(await clerk.page.locator(".receipt .code").count(), 0, "shown once");
  assert.match(await main(clerk), /不能再次显示/);
  await hold(clerk, "receipt, loaded again");
  await shoot(clerk.page, "counter-receipt-again");

  await clerk.page.goto(`/office/applications/${number}/split`);
  await shoot(clerk.page, "split-form");
  await does(clerk, number, "split", { parts: "第一项信息\n第二项信息" });
  const whole = await main(clerk);
  assert.ok(whole.includes("已拆分") && whole.includes(`${number}-1`) && whole.includes("本件不再计数"), whole);
  await shoot(clerk.page, "split-case");

  const citizen = await visitor();
  const told = await follows(citizen, number, code);
  assert.ok(told.includes("已拆分办理") && told.includes(`拆分出的申请 ${number}-2`), told);
  await hold(citizen, "status of a split application");
  await shoot(citizen.page, "split-status");
  await Promise.all([citizen.page.waitForNavigation(), citizen.page.getByRole("button", { name: new RegExp(`${number}-2$`) }).click()]);
  const part = await main(citizen);
  assert.ok(part.includes("第二项信息") && part.includes(`原申请 ${number}`), part);
  await hold(citizen, "status of a part");
  assert.match(await follows(citizen, `${number}-1`, code), /第一项信息/, "the same code opens a part");

  await clerk.page.goto(`/office/applications/${number}-1/issue_query_code`);
  assert.match(clerk.page.url(), new RegExp(`/${number}/issue_query_code$`), "one code for all of it");
  await fill(clerk, { identity_check: "当面出示居民身份证", reason: "回执遗失" });
  await hold(clerk, "new code");
  await shoot(clerk.page, "code-form");
  await press(clerk, "换发查询码");
  await sound(clerk, "new code");
  const anew = await clerk.page.locator(".receipt .code").innerText();
  assert.notEqual(anew, code);
  assert.match(await follows(citizen, `${number}-2`, anew), /第二项信息/);
  assert.match(await follows(citizen, number, code), /没有找到这件申请/, "the old code opens nothing");
  forgive(citizen);
  await citizen.close();
  await clerk.close();
});
