// What a citizen and the office do with applications, from the form to the answer, its correction and the tables of the year.
import assert from "node:assert/strict";
import { test } from "node:test";
import { readFileSync } from "node:fs";
import { hold, shoot, visitor } from "./harness.mjs";
import {
  PDF, answers, cell, counts, desk, does, fill, handles, later, opens, press, registered, sound, tables,
} from "./officers.mjs";

const TODAY = later(0);
const YEAR = TODAY.slice(0, 4);
/** Columns of table four. */
const [CORRECTED, UNDECIDED] = [1, 3];

/** The first application, which the second test goes on with. */
let first;

/** The page of the first application as the citizen sees it; its text. */
async function look() {
  const { citizen, number, code } = first;
  await citizen.page.goto("/apply/status");
  await fill(citizen, { number, query_code: code });
  await Promise.all([citizen.page.waitForNavigation(), citizen.page.locator("main form button").first().click()]);
  await hold(citizen, "status");
  return citizen.page.locator("main").innerText();
}

/** What a button of the citizen's page hands over. */
async function downloads(button) {
  const [file] = await Promise.all([first.citizen.page.waitForEvent("download"), button.click()]);
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}

test("a citizen applies, corrects, is answered partly open after a consultation and an extension, and downloads the letter", async () => {
  const citizen = await visitor();
  await citizen.page.goto("/apply");
  await fill(citizen, {
    name: "申请人乙", identity_kind: "居民身份证", identity_number: "370000199001010000", telephone: "13000000000", email: "b@example.cn",
    address: "示例市测试路2号", files: PDF, content: "某培训机构补贴审批材料", form: "电子邮件", way: "网上下载",
  });
  const staff = await desk();
  const { clerk, handler, signer } = staff;
  const before = await tables(clerk, YEAR);
  await press(citizen, "提交申请");
  await sound(citizen, "apply");
  await hold(citizen, "receipt");
  await shoot(citizen.page, "course-receipt");
  const number = await citizen.page.locator(".receipt .number").innerText();
  first = { citizen, number, code: await citizen.page.locator(".receipt .code").innerText(), before };
  await does(clerk, number, "confirm", { note: "电话确认" });
  await does(clerk, number, "assign", { to: "chengban" });
  await does(handler, number, "accept");
  await does(handler, number, "ask_supplement", { defects: "请写明培训机构的名称", guidance: "写全称", reply_by: later(20) });
  assert.match(await look(), /补正/);
  await citizen.page.locator('section[aria-labelledby="supplement-title"] textarea').fill("示例培训学校");
  await press(citizen, "提交补正");

  await does(handler, number, "send_consultation", { kind: "第三方", party: "示例培训学校", question: "该校的补贴审批材料", interest: "商业秘密" });
  assert.match(await look(), /征求意见|第三方/);
  await does(clerk, number, "serve_consultation", { id: "1" });
  await does(clerk, number, "close_consultation", { id: "1", opinion: "objects", reply: "涉及商业秘密" });
  await does(handler, number, "ask_extension", { workdays: "10", reason: "材料较多" });
  await does(signer, number, "approve_extension", { workdays: "10" });
  const facts = {
    "supplied.what": "补贴审批表", "supplied.form": "电子文档", files: PDF,
    ground_1: "r3_4", passage_1: "报价明细", reason_1: "涉及第三方商业秘密，第三方不同意公开",
    interest_1: "商业秘密", "consultation.result_1": "第三方书面表示不同意公开", "public_interest_1": "不公开报价明细不影响公共利益",
    facts: "第三方不同意公开报价明细，其余内容可以公开。",
  };
  await answers(staff, number, "r2", facts, { way: "download" });

  const answered = await look();
  assert.ok(answered.includes("已办结") && /15日内向示例区人民法院起诉/.test(answered), answered);
  const [, reviewBy] = answered.match(/最晚 (\d{4}-\d\d-\d\d)（含当日），向示例市人民政府申请/);
  // Sixty days, and on to a working day where the last one is none.
  assert.ok(reviewBy >= later(60) && reviewBy <= later(70), reviewBy);
  await shoot(citizen.page, "course-answered");
  const letter = await downloads(citizen.page.getByRole("button", { name: /政府信息部分公开告知书/ }));
  assert.equal(letter.bytes.subarray(0, 5).toString(), "%PDF-");
  const handed = await downloads(citizen.page.locator('section[aria-labelledby="enclosed-title"] button'));
  assert.deepEqual(handed.bytes, PDF.buffer, "what was handed over");
  const calendar = await downloads(citizen.page.getByRole("button", { name: "存入日历（.ics）" }));
  assert.match(calendar.bytes.toString(), /BEGIN:VEVENT/);
  await counts(clerk, YEAR, before, "本年新收", number);
  await counts(clerk, YEAR, before, "部分公开", number);
  await staff.leave();
});

test("a review corrects that answer; it is given again in full, counted once, and table four says so", async () => {
  const staff = await desk();
  const { clerk, handler } = staff;
  const { citizen, number, before } = first;
  const refused = await tables(clerk, YEAR);
  await clerk.page.goto(`/office/applications/${number}`);
  await clerk.page.getByRole("link", { name: "登记复议诉讼" }).click();
  assert.equal(await clerk.page.locator("#application").inputValue(), number);
  await fill(clerk, {
    kind: "review", track: "simplified", received_on: TODAY, body: "示例市人民政府", case_number: "示政复〔2026〕7号",
    claimant: "申请人乙", claim: "请求撤销不予提供报价明细的部分", files: PDF,
  });
  await hold(clerk, "filing");
  await shoot(clerk.page, "remedy-new");
  await press(clerk, "登记收案");
  await sound(clerk, "filing");
  await hold(clerk, "case");
  const filed = new URL(clerk.page.url()).pathname.split("/").pop();
  assert.match(filed, /^R\d{4}-\d+$/);
  await shoot(clerk.page, "remedy-case");
  await counts(clerk, YEAR, before, "复议", filed, UNDECIDED);

  await handles(handler, filed, "reply", { reply: "维持原答复", evidence: "答复书、第三方意见", files: PDF });
  await handles(clerk, filed, "decide", {
    ruling: "review_revoked", decided_on: TODAY, document: "示政复决〔2026〕7号", reasons: "报价明细不是商业秘密",
    redo: "again", redo_by: later(30), files: PDF,
  });
  await shoot(clerk.page, "remedy-decided");
  await clerk.page.goto(`/office/applications/${number}`);
  await hold(clerk, "the application again");
  const again = await clerk.page.locator("main").innerText();
  assert.ok(again.includes(`重新答复 ${later(30)}`) && again.includes(filed), again);
  assert.doesNotMatch(await look(), /已办结/);

  await does(handler, number, "accept");
  const facts = {
    "supplied.what": "补贴审批表和报价明细", "supplied.form": "电子文档", "supplied.pages": "3页", facts: "复议决定认定不是商业秘密。",
    "consultation.result": "第三方不同意公开", public_interest: "补贴使用财政资金，公众有权知晓", files: PDF,
  };
  await answers(staff, number, "r1b", facts, { way: "download" });
  assert.match(await look(), /已办结/);
  await shoot(citizen.page, "course-answered-again");
  await downloads(citizen.page.getByRole("button", { name: /政府信息予以公开告知书/ }));

  const after = await tables(clerk, YEAR);
  const values = (rows, words) => rows[Object.keys(rows).find((label) => label.includes(words))].map((one) => one.value);
  for (const label of ["本年新收", "（一）予以公开", "（二）部分公开", "（七）总计"]) {
    assert.deepEqual(values(after, label), values(refused, label), `${label}: the first outcome stays, the new one is not counted`);
  }
  await opens(clerk, cell(after, "（二）部分公开"), number);
  await counts(clerk, YEAR, before, "复议", filed, CORRECTED);
  assert.equal(cell(after, "复议", UNDECIDED).value, cell(before, "复议", UNDECIDED).value, "nothing is left undecided");
  await staff.leave();
  await citizen.close();
});

test("an ordinary letter waits for confirmation, is searched for and ends as not held", async () => {
  const staff = await desk();
  const { clerk, handler, reviewer, signer } = staff;
  const before = await tables(clerk, YEAR);
  const number = await registered(clerk, {
    channel: "平常信函", arrived_on: TODAY, applicant: "自然人", name: "申请人丙", address: "示例市测试路3号", files: PDF,
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
    searcher: "承办甲", places: "档案室、办公自动化系统", words: "职工安置、会议记录", searched_on: `${TODAY}，1997年至1999年`, result: "没有找到",
  });
  await draft();
  await sound(handler, "draft");
  await does(reviewer, number, "approve");
  await does(signer, number, "sign");
  await does(clerk, number, "serve", { way: "post", evidence: "测试邮件号" });
  await counts(clerk, YEAR, before, "不掌握", number);
  await staff.leave();
});

