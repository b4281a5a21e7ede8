// Work list, search and ledger as officers use them, with and without a script, with wrong, hostile and over-long input.
import assert from "node:assert/strict";
import { test } from "node:test";
import { WIDTHS, forgive, hold, shoot, visitor } from "./harness.mjs";

const HOSTILE = [`"><script>alert(1)</script>`, `' or '1'='1`, `{{7*7}}`, `%00../../etc/passwd`, `\u202E逆\u200B零宽𠮷😀`];

/** Types into the search box and sends it. */
async function search(who, text) {
  await who.page.goto("/office");
  await who.page.fill("#q", text);
  const [answer] = await Promise.all([who.page.waitForNavigation(), who.page.getByRole("button", { name: "查找" }).click()]);
  return answer.status();
}

for (const width of WIDTHS) {
  for (const script of [true, false]) {
    test(`filters and search at ${width} px, ${script ? "with" : "without"} a script`, async () => {
      const who = await visitor({ width, script, as: "dengji" });
      await who.page.goto("/office?whose=all&view=all");
      const all = await who.page.locator("main tbody tr").count();
      assert.ok(all > 8, `${all} rows`);
      // What the demo began with was numbered as it came; other tests add to it.
      const rows = await who.page.locator("main tbody tr").evaluateAll((rows) => rows.map((row) => ({
        serial: row.querySelector("th").innerText.trim().split("-").slice(0, 2).map(Number),
        day: row.querySelector('[data-label="收到"]').innerText.match(/\d{4}-\d\d-\d\d/)[0],
      })));
      for (const [index, row] of rows.entries()) {
        for (const later of rows.slice(0, index)) {
          if (later.day > row.day) assert.ok(later.serial[0] > row.serial[0] || later.serial[1] > row.serial[1], JSON.stringify([later, row]));
        }
      }
      await who.page.locator("summary", { hasText: "筛选" }).click();
      await who.page.selectOption('select[name="channel"]', "fax");
      await Promise.all([who.page.waitForNavigation(), who.page.getByRole("button", { name: "筛选" }).click()]);
      assert.ok(who.page.url().includes("channel=fax") && who.page.url().includes("view=all"));
      assert.equal(await who.page.locator("main tbody tr").count(), 1);
      await hold(who, "narrowed list");
      await who.page.getByRole("link", { name: "清除筛选" }).click();
      assert.equal(await who.page.locator("main tbody tr").count(), all);

      assert.equal(await search(who, "培训 补贴"), 200);
      assert.ok(await who.page.locator("mark", { hasText: "培训补贴" }).count() > 0);
      assert.ok(!who.page.url().includes("%"), "no word stands in the address");
      await hold(who, "search results");
      await shoot(who.page, `search-results-${width}`);
      await who.page.locator("main tbody a").first().click();
      assert.match(who.page.url(), /\/office\/applications\//);
      await who.close();
    });
  }
}

test("search: empty, over-long and hostile input comes back as typed with a message", async () => {
  const who = await visitor({ as: "dengji" });
  let dialogs = 0;
  who.page.on("dialog", (dialog) => { dialogs += 1; dialog.dismiss(); });
  for (const text of ["", "长".repeat(20_000)]) {
    assert.equal(await search(who, text), 422);
    forgive(who);
    const box = who.page.locator("#q");
    assert.equal(await box.getAttribute("aria-invalid"), "true");
    assert.equal((await box.inputValue()).length, text.length);
    assert.equal(await who.page.getByRole("alert").count(), 1);
    await hold(who, "refused search");
  }
  for (const text of HOSTILE) {
    assert.ok((await search(who, text)) < 500);
    assert.equal((await who.page.locator("#q").inputValue()).trim(), text.trim());
    await hold(who, "hostile search");
  }
  assert.equal(dialogs, 0);
  await who.close();
});

test("the ledger is downloaded with the filters of the list", async () => {
  const who = await visitor({ as: "dengji" });
  await who.page.goto("/office?whose=all&view=all&channel=fax");
  const address = await who.page.getByRole("link", { name: "下载台账" }).getAttribute("href");
  assert.ok(address.includes("channel=fax"));
  const file = await who.context.request.get(address);
  assert.equal(file.status(), 200);
  assert.equal((await file.body()).subarray(0, 2).toString(), "PK");
  await who.close();
});
