// An answer goes out by e-mail, the mail server refuses it, and the office serves it by post instead.
import assert from "node:assert/strict";
import { createServer } from "node:net";
import { after, test } from "node:test";
import { hold, shoot, start, visitor } from "./harness.mjs";
import { PDF, answers, cell, counts, desk, does, fill, later, press, sound, tables } from "./officers.mjs";

const TODAY = later(0);
const YEAR = TODAY.slice(0, 4);

/** A mail server that takes everything but what goes to `refused`; tells its port and whom it took something for. */
function mailServer(refused) {
  const taken = [];
  const server = createServer((socket) => {
    let to, isData = false, rest = "";
    const say = (line) => socket.write(`${line}\r\n`);
    say("220 localhost ESMTP");
    socket.on("error", () => {});
    socket.on("data", (chunk) => {
      const lines = (rest + chunk).split("\r\n");
      rest = lines.pop();
      for (const line of lines) {
        if (isData) {
          if (line !== ".") continue;
          isData = false;
          taken.push(to);
          say("250 2.0.0 Ok");
        } else if (/^RCPT/i.test(line)) {
          to = line.match(/<(.*)>/)[1];
          say(to === refused() ? `550 5.1.1 <${to}>: unknown user` : "250 Ok");
        } else if (/^DATA/i.test(line)) {
          isData = true;
          say("354 go on");
        } else if (/^QUIT/i.test(line)) {
          say("221 Bye");
          socket.end();
        } else say("250 Ok");
      }
    });
  });
  after(() => server.close());
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve({ port: server.address().port, taken })));
}

/** Looks at a page until it shows this. */
async function shows(page, address, words) {
  for (let tries = 0; tries < 60; tries += 1) {
    await page.goto(address);
    if ((await page.locator("main").innerText()).includes(words)) return;
    await page.waitForTimeout(500);
  }
  assert.fail(`${address} never shows ${words}`);
}

test("an answer that the mail server refuses is no service, and is served by post", async () => {
  let refused = null;
  const mail = await mailServer(() => refused);
  const own = await start(["demo", "--mail-server", `127.0.0.1:${mail.port}`, "--mail-security", "none", "--mail-from", "xxgk@example.gov.cn"]);
  const citizen = await visitor({ address: own.address });
  const staff = await desk(own.address);
  const { clerk, handler } = staff;
  const before = await tables(clerk, YEAR);
  await citizen.page.goto("/apply");
  await fill(citizen, {
    name: "申请人戊", identity_kind: "居民身份证", identity_number: "370000199002020000", telephone: "13000000001", email: "gone@example.cn",
    address: "示例市测试路5号", files: PDF, content: "职业技能培训目录", form: "电子邮件", way: "电子邮件",
  });
  await press(citizen, "提交申请");
  await sound(citizen, "apply");
  const number = await citizen.page.locator(".receipt .number").innerText();
  const code = await citizen.page.locator(".receipt .code").innerText();
  const look = async () => {
    await citizen.page.goto("/apply/status");
    await fill(citizen, { number, query_code: code });
    await Promise.all([citizen.page.waitForNavigation(), citizen.page.locator("main form button").first().click()]);
    await hold(citizen, "status");
    return citizen.page.locator("main").innerText();
  };
  await does(clerk, number, "confirm", { note: "电话确认" });
  await does(clerk, number, "assign", { to: "chengban" });
  await does(handler, number, "accept");
  const address = `/office/applications/${number}`;
  await clerk.page.goto(address);
  const limit = (await clerk.page.locator("main").innerText()).match(/答复 (\d{4}-\d\d-\d\d)/)[1];

  const facts = { "supplied.what": "目录", "supplied.form": "电子文档", "supplied.pages": "2页", facts: "可以公开。", files: PDF };
  for (let tries = 0; mail.taken.length < 2 && tries < 60; tries += 1) await clerk.page.waitForTimeout(500);
  assert.deepEqual(mail.taken, ["gone@example.cn", "gone@example.cn"], "receipt and confirmation arrived");
  refused = "gone@example.cn";
  await answers(staff, number, "r1b", facts, { way: "email" });
  await shows(clerk.page, address, "没有送出");
  assert.match(await clerk.page.locator("main").innerText(), /550/);
  await hold(clerk, "refused");
  await shoot(clerk.page, "refused-case");
  await clerk.page.goto("/office");
  const alarm = clerk.page.locator(".notice.grave");
  assert.match(await alarm.innerText(), /没有送出，不算送达/);
  await hold(clerk, "alarm");
  await shoot(clerk.page, "refused-alarm");
  await alarm.getByRole("link", { name: number }).click();
  await clerk.page.waitForURL(`**${address}/fail_service`);
  await shoot(clerk.page, "refused-record");

  await does(clerk, number, "fail_service", { reason: "邮件服务器答复收件人不存在" });
  const open = await clerk.page.locator("main").innerText();
  assert.ok(open.includes("待送达") && open.includes(`答复 ${limit}`), `the term is as it was: ${open}`);
  await shoot(clerk.page, "refused-open");
  const told = await look();
  assert.ok(told.includes("未能送达") && !told.includes("对答复不服"), told);
  assert.equal(cell(await tables(clerk, YEAR), "（一）予以公开").value, cell(before, "（一）予以公开").value, "no answer yet");

  await clerk.page.goto("/office");
  await clerk.page.locator(".notice.grave").getByRole("link", { name: number }).click();
  await clerk.page.waitForURL(`**${address}/serve`);
  await shoot(clerk.page, "refused-serve");
  await does(clerk, number, "serve", { way: "post", evidence: "XA00000000015" });
  const closed = await clerk.page.locator("main").innerText();
  assert.ok(closed.includes("已办结") && closed.includes("没有送出，已另行送达"), closed);
  assert.ok(closed.includes(`${TODAY}，邮寄（以交邮之日为准）`), closed);
  await shoot(clerk.page, "refused-closed");
  assert.ok((await look()).includes(`以下日期按送达日期 ${TODAY} 计算`));
  await shoot(citizen.page, "refused-told");
  await counts(clerk, YEAR, before, "（一）予以公开", number);
  await clerk.page.goto("/office");
  assert.doesNotMatch(await clerk.page.locator("main").innerText(), /不算送达/);
  await staff.leave();
  await citizen.close();
  own.stop();
});
