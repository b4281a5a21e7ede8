// An application is charged and lapses; afterwards nothing personal lies open on the disk.
import assert from "node:assert/strict";
import { test } from "node:test";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { forgive, hold, shoot, start } from "./harness.mjs";
import { PDF, counts, daysAfter, does, fill, later, officer, press, registered, tables } from "./officers.mjs";

test("a charged application lapses when its twenty workdays are over; nothing personal lies open on the disk", async () => {
  const own = await start(["demo"]);
  const sign = (account) => officer(account, own.address);
  const charged = later(0);
  const lapsed = daysAfter(charged, 45);
  const year = lapsed.slice(0, 4);
  const clerk = await sign("dengji");
  const handler = await sign("chengban");
  const signer = await sign("qianfa");
  // A year that has not begun has no tables yet.
  const before = year > charged.slice(0, 4) ? null : await tables(clerk, year);
  const person = { name: "申请人丁某某", identity_kind: "居民身份证", identity_number: "370000199505050017", telephone: "13900000017", address: "示例市测试路17号" };
  const number = await registered(clerk, {
    channel: "当面", arrived_on: charged, applicant: "自然人", ...person, files: PDF, content: "三年补贴发放台账的全部复印件", form: "纸质", way: "自行领取",
  });
  await does(clerk, number, "assign", { to: "chengban" });
  await does(handler, number, "accept");
  await does(handler, number, "notify_fee", { tariff: "pages", n: "250", "fee.excess": "您本次申请的资料共250页，明显超过合理范围", "fee.payment": "凭本通知书到示例市财政局缴纳" });
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
