// A normative document and its interpretation from the draft through every gate, each tried in the wrong order first;
// published, revised, taken down; and what was signed for a moment goes out at it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { WIDTHS, forgive, hold, shoot, start, visitor } from "./harness.mjs";
import { PDF, fill, later, officer, press, sound } from "./officers.mjs";

const page = (number) => `/office/publications/${number}`;

/** Opens the form of a verb. */
async function opens(who, number, verb) {
  return who.page.goto(`${page(number)}/${verb}`);
}

/** Does a verb and stands on the page of the publication. */
async function does(who, number, verb, values = {}) {
  await opens(who, number, verb);
  await fill(who, values);
  await hold(who, `${verb}, filled in`);
  await shoot(who.page, `publication-${verb}`);
  await Promise.all([who.page.waitForNavigation(), who.page.locator("main form button").last().click()]);
  await sound(who, verb);
  await hold(who, verb);
}

/** Holds that a verb is not possible now, and that its page says why. */
async function barred(who, number, verb, ...reasons) {
  const answer = await opens(who, number, verb);
  assert.equal(answer.status(), 403, verb);
  const said = await who.page.locator("main").innerText();
  for (const reason of reasons) assert.ok(said.includes(reason), `${verb}: ${reason}: ${said}`);
  assert.equal(await who.page.locator("main form").count(), 0, `${verb} has no form`);
  forgive(who);
  await hold(who, `${verb}, barred`);
  await shoot(who.page, `publication-${verb}-barred`);
}

/** Writes something new and answers its number. */
async function writes(who, address, values) {
  await who.page.goto(address);
  // The page has a second form, by which a file is brought in.
  const form = who.page.locator("form").filter({ has: who.page.getByRole("button", { name: "保存", exact: true }) });
  await fill({ ...who, form }, values);
  await hold(who, "a draft, filled in");
  await press(who, "保存");
  await sound(who, "begin");
  return new URL(who.page.url()).pathname.split("/").at(-1);
}

test("a normative document goes out with its interpretation by every gate, is revised and taken down", async () => {
  const own = await start(["demo"]);
  const sign = (account) => officer(account, own.address);
  const everybody = async () => Promise.all(["dengji", "chengban", "shenhe", "baomi", "qianfa"].map(sign));
  let [clerk, handler, reviewer, secrecy, signer] = await everybody();

  await handler.page.goto("/office/publications");
  const list = await handler.page.locator("main").innerText();
  assert.match(list, /逾期\d+个工作日/);
  await hold(handler, "the list");

  const today = later(0);
  const document = await writes(handler, "/office/publications/new", {
    kind: "normative", title: "技能培训补贴管理办法（测试）", made_on: today, document_number: `示测发[${today.slice(0, 4)}]7号`,
    theme: "劳动、人事、监察/社会保障", genre: "notice", valid_from: later(10), valid_until: later(1000), attribute: "proactive",
    html: "第一条 为规范技能培训补贴，制定本办法。\n第二条 补贴按人次计算。", files: PDF,
  });
  assert.match(document, /^P\d{4}-\d+$/);
  assert.match(await handler.page.locator("main").innerText(), /〔\d{4}〕7号/, "brackets are made one way");
  await barred(handler, document, "submit", "没有公开征求意见", "没有合法性审核", "没有集体审议", "没有统一登记编号", "没有解读材料");
  await barred(secrecy, document, "review", "应为待保密审查");
  await barred(signer, document, "sign", "应为待签发");
  await barred(clerk, document, "publish", "应为待发布");

  await does(handler, document, "open_comments", { until: later(1), explanation: "为规范技能培训补贴，起草本办法。" });
  await opens(handler, document, "close_comments");
  await fill(handler, { received: "2", adopted: "1", result: "采纳一条。" });
  await Promise.all([handler.page.waitForNavigation(), handler.page.locator("main form button").last().click()]);
  assert.match(await handler.page.getByRole("alert").innerText(), /应在该日之后公布结果/, "not before the last day");
  forgive(handler);

  // Two days later everybody signs in again; what was signed for that moment has gone out of itself.
  await signer.page.goto("/demo/clock");
  await fill(signer, { day: later(3) });
  await press(signer, "拨钟");
  for (const one of [clerk, handler, reviewer, secrecy, signer]) await one.close();
  [clerk, handler, reviewer, secrecy, signer] = await everybody();
  let waiting = "";
  for (let tries = 0; tries < 40; tries++) {
    await clerk.page.goto("/office/publications?stage=published");
    waiting = await clerk.page.locator("main").innerText();
    if (waiting.includes("第5次局长办公会议")) break;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  assert.match(waiting, /第5次局长办公会议/, "what was signed for a moment is published");

  await does(handler, document, "close_comments", { received: "2", adopted: "1", result: "采纳一条，另一条不属于本办法的内容。" });
  await does(reviewer, document, "review_legality", { opinion: "主体、权限、程序、内容合法。" });
  await does(handler, document, "deliberate", { meeting: "第6次局长办公会议", held_on: later(3) });
  await does(clerk, document, "number", { registration: "SFCR-0010007" });
  await barred(handler, document, "submit", "没有解读材料");
  await handler.page.goto(page(document));
  await handler.page.getByRole("link", { name: "起草解读" }).click();
  const poor = { form: "text", made_on: later(3), attribute: "proactive", html: "<h2>背景</h2><p>依据有关规定。</p>" };
  const explained = await writes(handler, handler.page.url(), poor);
  await barred(handler, document, "submit", "还缺：背景和依据");
  await handler.page.goto(`${page(explained)}/edit`);
  for (const point of ["background", "contents", "scope", "contact", "own_words"]) {
    await handler.page.locator(`main [name="points"][value="${point}"]`).check();
  }
  await press(handler, "保存");
  await sound(handler, "save");

  await does(handler, document, "submit");
  await does(secrecy, document, "review", { opinion: "逐项看过，不涉密。" });
  await barred(signer, document, "sign", "解读材料同步审签");
  await does(handler, explained, "submit");
  await does(secrecy, explained, "review", { opinion: "不涉密。" });
  await barred(signer, explained, "sign", "随所解读的文件签发");
  await does(signer, document, "sign");
  await barred(clerk, explained, "publish", "随所解读的文件发布");
  await does(clerk, document, "publish");
  for (const number of [document, explained]) {
    await clerk.page.goto(page(number));
    assert.match(await clerk.page.locator("main").innerText(), /已发布[\s\S]*索引号/, number);
  }

  // A revision leaves what is public until it is published itself; whoever wrote it does not review it.
  await clerk.page.goto(`${page(document)}/edit`);
  await fill(clerk, { html: "第一条 为规范技能培训补贴，制定本办法。\n第二条 补贴按课时计算。" });
  await press(clerk, "保存");
  await sound(clerk, "save");
  assert.match(await clerk.page.locator("#changes + dl").innerText(), /人次|课时/);
  await hold(clerk, "a revision");
  await shoot(clerk.page, "publication-revised");
  await does(handler, document, "submit");
  await does(secrecy, document, "review", { opinion: "只改计算方法，不涉密。" });
  await does(signer, document, "sign");
  await does(clerk, document, "publish");
  assert.match(await clerk.page.locator("main").innerText(), /第2版/);

  await does(signer, explained, "withdraw", { kind: "error", notice: "解读有误，撤下更正。" });
  assert.match(await signer.page.locator("main").innerText(), /已撤下[\s\S]*解读有误/);
  for (const one of [clerk, handler, reviewer, secrecy, signer]) await one.close();
});

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
