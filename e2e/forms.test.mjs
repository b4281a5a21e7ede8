// Every form with empty, wrong, hostile and over-long input: it comes back with what was typed and a message at the field.
import assert from "node:assert/strict";
import { test } from "node:test";
import { forgive, hold, shoot, visitor } from "./harness.mjs";
import { PDF, fill as choose } from "./officers.mjs";
import { FORMS } from "./pages.mjs";

const HOSTILE = [
  `"><script>alert(1)</script>`,
  `' or '1'='1`,
  `{{7*7}}\${7*7}<%= 7*7 %>`,
  `../../../../etc/passwd`,
  `\u202E逆\u200B零宽\uFEFF𠮷😀`,
];

const same = (typed) => typed.replace(/\r\n/g, "\n").trim();

/** The form's field of that name. */
function field(who, form, name) {
  const own = who.page.locator("form").filter({ has: who.page.getByRole("button", { name: form.button }) });
  return own.locator(`[name="${name}"]`);
}

/** What is typed, and what is chosen among the answers there are. */
async function fill(who, form, values) {
  for (const [name, value] of Object.entries(values)) await field(who, form, name).fill(value);
  const own = who.page.locator("form").filter({ has: who.page.getByRole("button", { name: form.button }) });
  await choose({ ...who, form: own }, form.chosen ?? {});
}

/** Fills the form anew, sends it, and holds the answer to what every answer keeps. */
async function send(who, form, values) {
  await who.page.goto(form.address);
  await fill(who, form, values);
  const [answer] = await Promise.all([
    who.page.waitForNavigation(),
    who.page.getByRole("button", { name: form.button }).click(),
  ]);
  forgive(who);
  assert.ok(answer.status() < 500, `answered ${answer.status()}`);
  await hold(who, form.name);
  return answer.status();
}

async function refused(who, form, name) {
  const one = field(who, form, name);
  assert.equal(await one.getAttribute("aria-invalid"), "true", `${name} is not marked`);
  const ids = (await one.getAttribute("aria-describedby")).split(" ");
  const message = await who.page.locator(`[id="${ids.at(-1)}"]`).innerText();
  assert.ok(message.length > 3, `${name} has no message`);
  assert.equal(await who.page.getByRole("alert").getByText(message.replace(/^✕\s*/, "")).count(), 1, `${message} is not in the summary`);
}

for (const form of FORMS) {
  for (const script of [true, false]) {
    test(`${form.name}: empty fields are named, ${script ? "with" : "without"} a script`, async () => {
      const who = await visitor({ script, as: form.as });
      const empty = Object.fromEntries(Object.keys(form.sound).map((name) => [name, ""]));
      assert.equal(await send(who, form, empty), 422);
      await shoot(who.page, `${form.name}-empty`);
      for (const name of form.required) await refused(who, form, name);
      await who.close();
    });
  }

  test(`${form.name}: wrong input is named and kept`, async () => {
    const who = await visitor({ as: form.as });
    assert.equal(await send(who, form, { ...form.sound, ...form.wrong }), 422);
    for (const [name, value] of Object.entries(form.wrong)) {
      await refused(who, form, name);
      assert.equal(await field(who, form, name).inputValue(), value);
    }
    for (const [name, value] of Object.entries(form.sound)) {
      if (!(name in form.wrong)) assert.equal(await field(who, form, name).inputValue(), value, `${name} is kept`);
    }
    await who.close();
  });

  test(`${form.name}: hostile input is shown as typed and runs nothing`, async () => {
    const who = await visitor({ as: form.as });
    let dialogs = 0;
    who.page.on("dialog", (dialog) => { dialogs += 1; dialog.dismiss(); });
    for (const text of HOSTILE) {
      // One wrong field brings the form back with the others as typed.
      const values = { ...Object.fromEntries(Object.keys(form.sound).map((name) => [name, text])), ...form.wrong };
      await send(who, form, values);
      for (const [name, value] of Object.entries(values)) {
        assert.equal(same(await field(who, form, name).inputValue()), same(value), name);
      }
    }
    assert.equal(dialogs, 0);
    await who.close();
  });

  test(`${form.name}: over-long input is refused and kept`, async () => {
    const who = await visitor({ width: 390, as: form.as });
    const long = "长".repeat(20_000);
    const values = Object.fromEntries(Object.keys(form.sound).map((name) => [name, long]));
    assert.equal(await send(who, form, values), 422);
    for (const name of form.required) {
      await refused(who, form, name);
      assert.equal((await field(who, form, name).inputValue()).length, long.length, name);
    }
    await who.close();
  });

  if (!form.done) continue;
  test(`${form.name}: sound input is taken`, async () => {
    const who = await visitor({ as: form.as });
    await who.page.goto(form.address);
    await fill(who, form, form.sound);
    const files = who.page.locator(`main input[type="file"]`);
    if (await files.count()) await files.first().setInputFiles(PDF);
    await who.page.getByRole("button", { name: form.button }).click();
    await who.page.getByText(form.done).first().waitFor();
    await who.close();
  });
}
