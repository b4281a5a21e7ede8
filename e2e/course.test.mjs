// What a citizen and the office do with applications, from the form to the served answer.
import assert from "node:assert/strict";
import { test } from "node:test";
import { hold, shoot, visitor } from "./harness.mjs";
import { PDF, does, fill, later, officer, press, sound } from "./officers.mjs";

test("a citizen applies, corrects, and is answered partly open after a consultation and an extension", async () => {
  const citizen = await visitor();
  await citizen.page.goto("/apply");
  await fill(citizen, {
    name: "申请人乙", identity_kind: "居民身份证", identity_number: "370000199001010000", telephone: "13000000000", email: "b@example.cn",
    address: "示例市测试路2号", files: PDF, content: "某培训机构补贴审批材料", form: "电子邮件", way: "网上下载",
  });
  await press(citizen, "提交申请");
  await sound(citizen, "apply");
  await hold(citizen, "receipt");
  await shoot(citizen.page, "course-receipt");
  const number = await citizen.page.locator(".receipt .number").innerText();
  const code = await citizen.page.locator(".receipt .code").innerText();

  const clerk = await officer("dengji");
  const handler = await officer("chengban");
  const reviewer = await officer("shenhe");
  const signer = await officer("qianfa");
  await does(clerk, number, "confirm", { note: "电话确认" });
  await does(clerk, number, "assign", { to: "chengban" });
  await does(handler, number, "accept");
  await does(handler, number, "ask_supplement", { defects: "请写明培训机构的名称", guidance: "写全称", reply_by: later(20) });

  const look = async () => {
    await citizen.page.goto("/apply/status");
    await fill(citizen, { number, query_code: code });
    await Promise.all([citizen.page.waitForNavigation(), citizen.page.locator("main form button").first().click()]);
    await hold(citizen, "status");
    return citizen.page.locator("main").innerText();
  };
  assert.match(await look(), /补正/);
  await citizen.page.locator('section[aria-labelledby="supplement-title"] textarea').fill("示例培训学校");
  await press(citizen, "提交补正");

  await does(handler, number, "send_consultation", { kind: "第三方", party: "示例培训学校", question: "是否同意公开" });
  assert.match(await look(), /征求意见|第三方/);
  await does(clerk, number, "serve_consultation", { id: "1" });
  await does(clerk, number, "close_consultation", { id: "1", opinion: "objects", reply: "涉及商业秘密" });
  await does(handler, number, "ask_extension", { workdays: "10", reason: "材料较多" });
  await does(signer, number, "approve_extension", { workdays: "10" });
  await does(handler, number, "draft", { form: "r2" });
  await fill(handler, {
    "supplied.what": "补贴审批表", "supplied.form": "电子文档",
    ground_1: "r3_4", passage_1: "报价明细", reason_1: "涉及第三方商业秘密，第三方不同意公开",
    facts: "第三方不同意公开报价明细，其余内容可以公开。",
  });
  await shoot(handler.page, "course-draft");
  await Promise.all([handler.page.waitForNavigation(), handler.page.locator("main form button").last().click()]);
  await sound(handler, "draft");
  await does(reviewer, number, "approve");
  await does(signer, number, "sign");
  await does(clerk, number, "serve", { way: "download" });
  const answered = await look();
  for (const word of ["已办结", "行政复议", "示例市人民政府"]) assert.ok(answered.includes(word), `${word}: ${answered}`);
  await shoot(citizen.page, "course-answered");
  const letter = await handler.context.request.get(`/office/applications/${number}/letter.pdf`);
  assert.equal(letter.status(), 200);
  assert.equal((await letter.body()).subarray(0, 5).toString(), "%PDF-");
  for (const one of [clerk, handler, reviewer, signer, citizen]) await one.close();
});
