// A review corrects an answer: filed, replied to, decided; the application is answered again and the tables stay true.
import assert from "node:assert/strict";
import { test } from "node:test";
import { hold, shoot } from "./harness.mjs";
import { PDF, does, fill, later, officer, press, sound } from "./officers.mjs";

const TODAY = later(0);

/** Does a verb with a case: fills its form, sends it, and stands on the page of the case. */
async function handles(who, number, verb, values) {
  await who.page.goto(`/office/remedies/${number}/${verb}`);
  await fill(who, values);
  await hold(who, `${verb}, filled in`);
  await shoot(who.page, `remedy-${verb}`);
  await Promise.all([who.page.waitForNavigation(), who.page.locator("main form button").last().click()]);
  await sound(who, verb);
  await hold(who, verb);
}

/** The numbers of a row of a table of the running year, by the row's label. */
async function row(who, table, label) {
  const head = who.page.getByRole("rowheader", { name: label, exact: true });
  const line = who.page.getByRole("region", { name: table }).locator("tr").filter({ has: head });
  return (await line.locator("td").allInnerTexts()).map(Number);
}

async function figures(who) {
  await who.page.goto("/office/report");
  await hold(who, "report");
  return {
    refused: await row(who, "表三", /四类过程性信息/),
    granted: await row(who, "表三", /（一）予以公开/),
    reviews: await row(who, "表四", "复议"),
  };
}

test("a review corrects a refusal, which is answered again and counted once", async () => {
  const clerk = await officer("dengji");
  const handler = await officer("chengban");
  const reviewer = await officer("shenhe");
  const signer = await officer("qianfa");
  const before = await figures(clerk);

  await clerk.page.goto("/office/applications/new");
  await fill(clerk, { channel: "当面", arrived_on: TODAY, applicant: "自然人", name: "申请人丙", content: "某次评审的会议记录" });
  await press(clerk, "登记");
  const number = await clerk.page.locator(".receipt .number").innerText();
  await does(clerk, number, "assign", { to: "chengban" });
  const answer = async (form, facts) => {
    await does(handler, number, "accept");
    await does(handler, number, "draft", { form });
    await fill(handler, facts);
    await Promise.all([handler.page.waitForNavigation(), handler.page.locator("main form button").last().click()]);
    await sound(handler, "draft");
    await does(reviewer, number, "approve");
    await does(signer, number, "sign");
    await does(clerk, number, "serve", { way: "post", evidence: "XA00000000011" });
  };
  await answer("r3_6", { process_record: "讨论记录", reason: "公开将影响评审", no_rule_requires: "yes", facts: "属于讨论记录。" });
  const refused = await figures(clerk);
  assert.equal(refused.refused.at(-1), before.refused.at(-1) + 1);

  await clerk.page.goto(`/office/applications/${number}`);
  await clerk.page.getByRole("link", { name: "登记复议诉讼" }).click();
  assert.equal(await clerk.page.locator("#application").inputValue(), number);
  await fill(clerk, {
    kind: "review", track: "simplified", received_on: TODAY, body: "示例市人民政府", case_number: "示政复〔2026〕7号",
    claimant: "申请人丙", claim: "请求撤销不予公开的答复", files: PDF,
  });
  await hold(clerk, "filing");
  await shoot(clerk.page, "remedy-new");
  await press(clerk, "登记收案");
  await sound(clerk, "filing");
  await hold(clerk, "case");
  const filed = new URL(clerk.page.url()).pathname.split("/").pop();
  assert.match(filed, /^R\d{4}-\d+$/);
  await shoot(clerk.page, "remedy-case");
  assert.equal((await figures(clerk)).reviews[3], before.reviews[3] + 1, "尚未审结");

  await handles(handler, filed, "reply", { reply: "维持原答复", evidence: "答复书、评审纪律", files: PDF });
  await handles(clerk, filed, "decide", {
    ruling: "review_revoked", decided_on: TODAY, document: "示政复决〔2026〕7号", reasons: "没有区分处理",
    redo: "again", redo_by: later(30), files: PDF,
  });
  await shoot(clerk.page, "remedy-decided");
  await clerk.page.goto(`/office/applications/${number}`);
  await hold(clerk, "the application again");
  const again = await clerk.page.locator("main").innerText();
  assert.ok(again.includes(`重新答复 ${later(30)}`) && again.includes(filed), again);
  await answer("r1b", { "supplied.what": "会议记录（隐去姓名）", "supplied.form": "电子文档", "supplied.pages": "3页", facts: "可以公开。" });

  const after = await figures(clerk);
  assert.deepEqual(after.refused, refused.refused, "the first answer stays and is counted once");
  assert.deepEqual(after.granted, before.granted, "the new answer is not counted");
  assert.equal(after.reviews[1], before.reviews[1] + 1, "结果纠正");
  assert.equal(after.reviews[3], before.reviews[3], "nothing is left undecided");
  const cell = clerk.page.getByRole("region", { name: "表四" }).locator("tbody tr").first().locator("td").nth(1);
  await cell.locator("a").click();
  await hold(clerk, "cells");
  await clerk.page.getByRole("link", { name: filed }).click();
  assert.equal(new URL(clerk.page.url()).pathname, `/office/remedies/${filed}`);
  for (const one of [clerk, handler, reviewer, signer]) await one.close();
});

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
