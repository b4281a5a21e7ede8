// What a citizen and the office do with applications, from the form to the served answer.
import assert from "node:assert/strict";
import { test } from "node:test";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { forgive, hold, shoot, start, visitor } from "./harness.mjs";
import { PDF, counts, daysAfter, does, fill, later, officer, press, sound, tables } from "./officers.mjs";

/** Registers what came to the office; the number. */
async function registered(clerk, fields) {
  await clerk.page.goto("/office/applications/new");
  await fill(clerk, fields);
  await press(clerk, "登记");
  await sound(clerk, "register");
  return clerk.page.locator(".receipt .number").innerText();
}

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

  await does(handler, number, "send_consultation", { kind: "第三方", party: "示例培训学校", question: "该校的补贴审批材料", interest: "商业秘密" });
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

test("an ordinary letter waits for confirmation, is searched for and ends as not held", async () => {
  const clerk = await officer("dengji");
  const handler = await officer("chengban");
  const reviewer = await officer("shenhe");
  const signer = await officer("qianfa");
  const today = later(0);
  const year = today.slice(0, 4);
  const before = await tables(clerk, year);
  const number = await registered(clerk, {
    channel: "平常信函", arrived_on: today, applicant: "自然人", name: "申请人丙", address: "示例市测试路3号", files: PDF,
    content: "1998年职工安置会议记录", form: "纸质", way: "邮寄",
  });
  await clerk.page.goto(`/office/applications/${number}`);
  assert.match(await clerk.page.locator("main").innerText(), /待确认/);
  await does(clerk, number, "confirm", { note: "电话确认" });
  await does(clerk, number, "assign", { to: "chengban" });
  await does(handler, number, "accept");

  const draft = async () => {
    await handler.page.goto(`/office/applications/${number}/draft`);
    await fill(handler, { form: "r4_1a" });
    await press(handler, "下一步");
    await fill(handler, { "search.why": "该会议没有形成记录", facts: "经检索没有该会议记录。" });
    await press(handler, "拟稿");
  };
  await draft();
  assert.match(await handler.page.locator("main").innerText(), /检索/, "without a search on record it is refused");
  handler.faults.splice(0);
  await does(handler, number, "record_search", {
    searcher: "承办甲", places: "档案室、办公自动化系统", words: "职工安置、会议记录", searched_on: `${today}，1997年至1999年`, result: "没有找到",
  });
  await draft();
  await sound(handler, "draft");
  await does(reviewer, number, "approve");
  await does(signer, number, "sign");
  await does(clerk, number, "serve", { way: "post", evidence: "测试邮件号" });
  await counts(clerk, year, before, "不掌握", number);
  for (const one of [clerk, handler, reviewer, signer]) await one.close();
});

test("a charged application lapses when its twenty workdays are over; nothing personal lies open on the disk", async () => {
  const own = await start(["demo"]);
  const sign = (account) => officer(account, own.address);
  const charged = later(0);
  const lapsed = daysAfter(charged, 45);
  const year = lapsed.slice(0, 4);
  const clerk = await sign("dengji");
  const handler = await sign("chengban");
  const signer = await sign("qianfa");
  const before = await tables(clerk, year);
  const person = { name: "申请人丁某某", identity_kind: "居民身份证", identity_number: "370000199505050017", telephone: "13900000017", address: "示例市测试路17号" };
  const number = await registered(clerk, {
    channel: "当面", arrived_on: charged, applicant: "自然人", ...person, files: PDF, content: "三年补贴发放台账的全部复印件", form: "纸质", way: "自行领取",
  });
  await does(clerk, number, "assign", { to: "chengban" });
  await does(handler, number, "accept");
  await does(handler, number, "notify_fee", { tariff: "pages", n: "250", "fee.payment": "凭本通知书到示例市财政局缴纳" });
  await handler.page.goto(`/office/applications/${number}`);
  assert.match(await handler.page.locator("main").innerText(), /待缴费/);
  await signer.page.goto(`/office/applications/${number}/lapse_fee`);
  assert.match(await signer.page.locator("main").innerText(), /期限届满之后/, "not before the term is over");
  forgive(signer);

  await signer.page.goto("/demo/clock");
  await hold(signer, "demo clock");
  await shoot(signer.page, "demo-clock");
  await fill(signer, { day: lapsed });
  await press(signer, "拨钟");
  for (const one of [clerk, handler, signer]) await one.close();
  // After so long everybody has to sign in again.
  const [later1, later2] = [await sign("qianfa"), await sign("dengji")];
  await does(later1, number, "lapse_fee");
  await does(later2, number, "serve", { way: "post", evidence: "测试邮件号" });
  await counts(later2, year, before, "缴纳费用", number);
  for (const one of [later1, later2]) await one.close();

  const closed = new Promise((resolve) => own.child.once("exit", resolve));
  own.child.kill("SIGINT");
  await closed;
  const files = readdirSync(own.out, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  assert.ok(files.some((file) => file.name === "gongkai.db"), "the ledger lies where it is looked for");
  for (const file of files) {
    const bytes = readFileSync(join(file.parentPath, file.name));
    for (const word of Object.values(person)) {
      if (word !== person.identity_kind) assert.ok(!bytes.includes(word), `${file.name} holds ${word}`);
    }
  }
  for (const word of Object.values(person)) assert.ok(!own.said().includes(word), `the program printed ${word}`);
});
