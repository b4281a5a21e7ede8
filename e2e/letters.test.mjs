// The letters of every application of the demo, and the templates they are written by.
import assert from "node:assert/strict";
import { test } from "node:test";
import { forgive, hold, shoot, site } from "./harness.mjs";
import { fill, officer, press } from "./officers.mjs";

/** Holds a page at both widths and keeps its pictures. */
async function look(who, name) {
  for (const width of [1280, 390]) {
    await who.page.setViewportSize({ width, height: 844 });
    await hold(who, `${name} at ${width}`);
    await shoot(who.page, `${name}-${width}`);
  }
  await who.page.setViewportSize({ width: 1280, height: 900 });
}

test("every letter of the demo is composed and handed out as Word file and PDF", async () => {
  const handler = await officer("chengban");
  const numbers = new Set();
  for (const view of ["all", "closed"]) {
    await handler.page.goto(`/office?whose=all&view=${view}`);
    for (const number of await handler.page.locator('tbody th a[href^="/office/applications/"]').allInnerTexts()) numbers.add(number);
  }
  assert.ok(numbers.size >= 12, `${numbers.size} applications`);
  const kinds = new Set();
  for (const number of numbers) {
    await handler.page.goto(`/office/applications/${number}`);
    const page = await handler.page.locator("main").innerText();
    assert.ok(!page.includes("不能生成"), `${number}: ${page}`);
    for (const kind of await handler.page.locator('section[aria-labelledby="letters"] td[data-label="文书"]').allInnerTexts()) {
      if (kinds.has(kind)) continue;
      kinds.add(kind);
      const row = handler.page.locator('section[aria-labelledby="letters"] tr', { hasText: kind }).first();
      for (const [link, start] of [["Word", "PK"], ["PDF", "%PDF-"]]) {
        const file = await handler.context.request.get(await row.getByRole("link", { name: link }).getAttribute("href"));
        assert.equal(file.status(), 200, `${kind} ${link}`);
        assert.ok((await file.body()).subarray(0, 5).toString().startsWith(start), `${kind} ${link}`);
      }
      await look(handler, `case-with-${kinds.size}`);
    }
  }
  for (const kind of ["登记回执", "补正告知书", "延期答复告知书", "征求第三方意见书", "征求意见情况告知书", "要求说明理由通知书", "延迟答复通知书", "收费通知书", "予以公开告知书"]) {
    assert.ok(kinds.has(kind), `${kind}: ${[...kinds]}`);
  }
  await handler.close();
});

test("a template is changed, tried out, refused with line and reason, saved and given back", async () => {
  const keeper = await officer("sysadmin");
  await keeper.page.goto("/office/templates");
  await look(keeper, "templates");
  await keeper.page.locator('a[href="/office/templates/r4_1a"]').click();
  const field = keeper.page.locator('main [name="text"]');
  const standard = await field.inputValue();
  await fill(keeper, { text: standard.replace("search.log", "search.lgo") });
  await press(keeper, "保存");
  forgive(keeper);
  assert.match(await keeper.page.getByRole("alert").innerText(), /r4_1a\.txt 第4行：没有名为“search\.lgo”的事项/);
  assert.ok((await field.inputValue()).includes("search.lgo"), "what was typed stays");
  await look(keeper, "template-refused");
  await fill(keeper, { text: standard.replace("进行了检索", "认真进行了检索") });
  await press(keeper, "预览");
  assert.match(await keeper.page.locator("pre.letter").first().innerText(), /认真进行了检索/);
  await look(keeper, "template-preview");
  await press(keeper, "保存");
  assert.match(await keeper.page.locator("main").innerText(), /现用自定模板/);
  await press(keeper, "恢复自带模板");
  assert.match(await keeper.page.locator("main").innerText(), /现用自带模板/);
  await hold(keeper, "template");
  await keeper.close();
});

test("the form to be printed is handed out as Word file and PDF", async () => {
  const address = await site();
  for (const [ending, start] of [["docx", "PK"], ["pdf", "%PDF-"]]) {
    const file = await fetch(`${address}/zfxxgk/ysqgk/form.${ending}`);
    assert.equal(file.status, 200);
    assert.ok(Buffer.from(await file.arrayBuffer()).subarray(0, 5).toString().startsWith(start));
  }
});
