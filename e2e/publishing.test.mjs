// A normative document and its interpretation from a Word file through every gate, each tried in the wrong order first;
// published, found, revised, taken down, cleaned up, expired; and what was signed for a moment goes out at it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { docx } from "./docx.mjs";
import { forgive, hold, shoot, start, visitor } from "./harness.mjs";
import { PDF, cell, fill, later, officer, press, sound, tables } from "./officers.mjs";
import { barred, brings, does, found, opens, page, places, writes } from "./publications.mjs";

/** What the Word file is about; no other publication of the demo is. */
const TITLE = "社会保险补贴管理办法（测试）";

/** The documents that a cell of table two counts, by their numbers; stands on the page that lists them. */
async function counted(who, year, column) {
  const { address } = cell(await tables(who, year), "行政规范性文件", column);
  if (!address) return [];
  await who.page.goto(address);
  await hold(who, `cell ${address}`);
  return who.page.locator("main li a").allInnerTexts();
}

test("a normative document goes out with its interpretation by every gate, is found, revised, cleaned up and expires", async () => {
  const own = await start(["demo"]);
  const sign = (account) => officer(account, own.address);
  const everybody = async () => Promise.all(["dengji", "chengban", "shenhe", "baomi", "qianfa"].map(sign));
  let [clerk, handler, reviewer, secrecy, signer] = await everybody();

  await handler.page.goto("/office/publications");
  const list = await handler.page.locator("main").innerText();
  assert.match(list, /逾期\d+个工作日/);
  await hold(handler, "the list");

  const today = later(0);
  const year = today.slice(0, 4);
  const document = await brings(handler, "normative", docx("办法.docx", {
    centred: ["淄测市样例局文件", `示测发(${year})7号`, TITLE],
    paragraphs: ["第一条 为规范社会保险补贴，制定本办法。", "第二条 补贴按人次计算。", "第三条 本办法由样例局负责解释。"],
    rows: [["项目", "标准"], ["灵活就业", "每月300元"]],
  }));
  const offered = (name) => handler.page.locator(`main form [name="${name}"]`).last().inputValue();
  assert.equal(await offered("title"), TITLE, "the title is recognised");
  assert.equal(await offered("document_number"), `示测发〔${year}〕7号`, "the number is recognised, brackets made one way");
  assert.match(await offered("html"), /<table>[\s\S]*每月300元/, "the table is kept");
  assert.doesNotMatch(await offered("html"), /FangSong|style=/, "styles are not");
  await hold(handler, "what was brought in");
  await fill(handler, {
    made_on: today, theme: "劳动、人事、监察/社会保障", genre: "notice", valid_from: later(3), valid_until: later(40),
    attribute: "proactive", files: PDF,
  });
  await press(handler, "保存");
  await sound(handler, "save");
  assert.match(document, /^P\d{4}-\d+$/);
  await barred(handler, document, "submit", "没有公开征求意见", "没有通过合法性审核", "没有集体审议", "没有统一登记编号", "没有解读材料");
  await barred(reviewer, document, "review_legality", "应当先公开征求意见");
  await barred(handler, document, "deliberate", "应当先通过合法性审核");
  await barred(clerk, document, "number", "应当先集体审议");
  await barred(secrecy, document, "review", "应为待保密审查");
  await barred(signer, document, "sign", "应为待签发");
  await barred(clerk, document, "publish", "应为待发布");

  // The public is asked: the notice is a publication of its own, shorter than usual for a reason that it tells.
  await handler.page.goto(page(document));
  await handler.page.getByRole("link", { name: "起草征求意见公告" }).click();
  const notice = await writes(handler, handler.page.url(), {
    made_on: today, attribute: "proactive", comments_from: today, comments_until: later(1), shortened: "补贴标准按月调整，须在月底前施行。",
    explanation: "为规范社会保险补贴，起草本办法。", ways: "信函：示例路1号",
  });
  await does(handler, notice, "submit");
  await does(secrecy, notice, "review", { opinion: "不涉密。" });
  await does(signer, notice, "sign");
  await does(clerk, notice, "publish");
  const citizen = await visitor({ address: own.address });
  await citizen.page.goto(`/p/${notice}`);
  await hold(citizen, "the notice of a draft");
  await shoot(citizen.page, "comments-notice");
  await citizen.page.getByRole("link", { name: "提出意见", exact: true }).click();
  await fill(citizen, { clause: "第二条", text: "补贴应当按课时计算。", name: "申请人甲" });
  await press(citizen, "提交意见");
  await hold(citizen, "the receipt of a comment");
  const [comment] = (await citizen.page.locator("main").innerText()).match(/V\d{4}-\d+/);

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

  const closed = await citizen.page.goto(`/zqyj/${notice}`);
  assert.equal(closed.status(), 200);
  assert.match(await citizen.page.locator("main").innerText(), /现在不收取意见[\s\S]*截止/);
  await barred(handler, document, "submit", "没有公开征求意见");
  await handler.page.goto(`/office/comments/${comment}`);
  await hold(handler, "a comment");
  await shoot(handler.page, "comment-one");
  await fill(handler, { answer: "adopted", reason: "按课时计算更准确。" });
  await Promise.all([handler.page.waitForNavigation(), handler.page.locator("main form button").last().click()]);
  await sound(handler, "answer");
  await does(signer, notice, "close_comments", { said: "采纳一条：补贴按课时计算。" });
  await citizen.page.goto(`/p/${notice}`);
  assert.match(await citizen.page.locator("main").innerText(), /收到意见1条，采纳1条/);
  await hold(citizen, "the result of comments");
  await does(reviewer, document, "review_legality", { result: "passed", opinion: "主体、权限、程序、内容合法。" });
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


  // Found by its title, its number in any brackets, its text, a synonym, traditional signs, one sign, pinyin initials.
  for (const words of [TITLE, `示测发(${year})7号`, "灵活就业每月300元", "社保补贴", "社會保險補貼", "保"]) {
    assert.ok((await found(citizen, words)).includes(document), `found by ${words}`);
  }
  await citizen.page.goto("/search");
  await citizen.page.locator('main [name="q"]').pressSequentially("shbxbt");
  await citizen.page.getByRole("option", { name: TITLE }).first().waitFor();
  await hold(citizen, "suggestions by the initials of pinyin");
  await shoot(citizen.page, "search-by-pinyin");
  assert.ok((await places(citizen, TITLE, explained)).length > 3, "the interpretation is in lists, feeds and the interface");
  await citizen.page.goto(`/p/${document}`);
  await hold(citizen, "the public page");
  await shoot(citizen.page, "publication-public");
  assert.equal(await citizen.page.locator(`main a[href="/p/${explained}"]`).count() > 0, true, "policy to interpretation");

  // A revision leaves what is public until it is published itself; whoever wrote it does not review it.
  await clerk.page.goto(`${page(document)}/edit`);
  const revised = (await clerk.page.locator('main form [name="html"]').inputValue()).replace("按人次计算", "按课时计算");
  await fill(clerk, { html: revised });
  await press(clerk, "保存");
  await sound(clerk, "save");
  assert.match(await clerk.page.locator("#changes + dl").innerText(), /人次|课时/);
  await barred(handler, document, "submit", "修改说明");
  await clerk.page.goto(`${page(document)}/edit`);
  await fill(clerk, { revised: "培训补贴改为按课时计算。", earlier: "kept" });
  await press(clerk, "保存");
  await sound(clerk, "save");
  await hold(clerk, "a revision");
  await shoot(clerk.page, "publication-revised");
  await does(handler, document, "submit");
  await does(secrecy, document, "review", { opinion: "只改计算方法，不涉密。" });
  await does(signer, document, "sign");
  await does(clerk, document, "publish");
  assert.match(await clerk.page.locator("main").innerText(), /第2版/);
  // The edition before is still looked up, and says that it was replaced.
  await citizen.page.goto(`/p/${document}`);
  assert.match(await citizen.page.locator("main").innerText(), /历次版本[\s\S]*培训补贴改为按课时计算/);
  await shoot(citizen.page, "publication-editions");
  await citizen.page.getByRole("link", { name: "第1版" }).click();
  assert.match(await citizen.page.locator("main").innerText(), /历史版本：第1版[\s\S]*按人次计算/);
  await hold(citizen, "an earlier edition");
  await shoot(citizen.page, "publication-past");

  await does(signer, explained, "withdraw", { kind: "error", notice: "解读有误，撤下更正。" });
  assert.match(await signer.page.locator("main").innerText(), /已撤下[\s\S]*解读有误/);

  // What was taken down is nowhere; its address says so.
  assert.deepEqual(await places(citizen, TITLE, explained), [], "taken down, and nowhere");
  const gone = await citizen.page.goto(`/p/${explained}`);
  assert.equal(gone.status(), 410);
  assert.match(await citizen.page.locator("main").innerText(), /解读有误/);
  forgive(citizen);
  await hold(citizen, "the notice of a taken down page");

  // The clean-up keeps the document for longer; its result is a publication like any other.
  const numbered = `示测发〔${year}〕7号`;
  assert.ok((await counted(signer, year, 0)).includes(numbered), "table two counts what was made");
  await signer.page.getByRole("link", { name: numbered, exact: true }).click();
  await signer.page.waitForURL(`**${page(document)}`);
  await signer.page.goto("/office/cleaning");
  await fill(signer, {
    decision: `示测发〔${year}〕9号`, holds_from: later(4), [`result_${document}`]: "kept", [`until_${document}`]: later(60),
  });
  await hold(signer, "the clean-up, filled in");
  await press(signer, "公布清理结果");
  await sound(signer, "clean-up");
  const result = new URL(signer.page.url()).pathname.split("/").at(-1);
  await does(handler, result, "submit");
  await does(secrecy, result, "review", { opinion: "不涉密。" });
  await does(signer, result, "sign");
  await does(clerk, result, "publish");
  await citizen.page.goto(`/p/${result}`);
  assert.match(await citizen.page.locator("main").innerText(), /继续有效的文件（1件）/);
  await hold(citizen, "the result of the clean-up");
  await shoot(citizen.page, "clean-up-result");
  await citizen.page.locator("main article a", { hasText: TITLE }).or(citizen.page.locator("main table a", { hasText: TITLE })).first().click();
  await citizen.page.waitForURL(`**/p/${document}`);
  for (const one of [clerk, handler, reviewer, secrecy]) await one.close();

  // In force past its printed last day, to the day the clean-up gave it, and over the day after.
  for (const [day, isOver] of [[later(41), false], [later(60), false], [later(61), true]]) {
    await signer.page.goto("/demo/clock");
    await fill(signer, { day });
    await press(signer, "拨钟");
    await citizen.page.goto(`/p/${document}`);
    const said = await citizen.page.locator("main").innerText();
    assert.equal(/已经失效/.test(said), isOver, `${day}: ${said}`);
    for (const [column, isThere] of [["gfxwj", !isOver], ["fzsx", isOver]]) {
      await citizen.page.goto(`/zfxxgk/fdzdgknr/${column}/`);
      assert.equal(await citizen.page.locator(`main a[href="/p/${document}"]`).count() > 0, isThere, `${column} on ${day}`);
    }
  }
  await signer.close();
  signer = await sign("qianfa");
  const after = later(61).slice(0, 4);
  assert.ok(!(await counted(signer, after, 2)).includes(numbered), "what has expired is not in force at the year's end");
  if (after > year) assert.ok((await counted(signer, year, 2)).includes(numbered), "at the end of the year before it was");
  await signer.close();
  await citizen.close();
});
