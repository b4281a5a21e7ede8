// Officers and citizens of the demo, and what they do with forms; shared by the courses.
import assert from "node:assert/strict";
import { PASSWORD, hold, visitor } from "./harness.mjs";

/** A scan of something. */
export const PDF = { name: "证件.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4\n%%EOF\n") };

/** An officer of the demo, or of the program at `address`, signed in. */
export async function officer(account, address = null) {
  const who = await visitor({ address });
  await who.page.goto("/office/sign-in");
  await who.page.fill("#account", account);
  await who.page.fill("#password", PASSWORD);
  await who.page.getByRole("button", { name: "登录" }).click();
  await who.page.waitForURL("**/office");
  return who;
}

/** Sends the form whose button is pressed and waits for the answer. */
export async function press(who, name) {
  await Promise.all([who.page.waitForNavigation(), who.page.getByRole("button", { name, exact: true }).first().click()]);
}

/** Does a verb: fills its form and sends it. A radio or a select takes its value, everything else its text. */
export async function does(who, number, verb, values = {}) {
  await who.page.goto(`/office/applications/${number}/${verb}`);
  await fill(who, values);
  const own = who.page.locator("main form").last();
  await Promise.all([who.page.waitForNavigation(), own.locator("button").last().click()]);
  await sound(who, verb);
  await hold(who, verb);
}

/** Whether a form was taken; if not, its messages. */
export async function sound(who, what) {
  const said = await who.page.getByRole("alert").allInnerTexts();
  assert.deepEqual(said, [], what);
}

/** Puts values into the fields of these names. */
export async function fill(who, values) {
  for (const [name, value] of Object.entries(values)) {
    const field = who.page.locator(`main [name="${name}"]`);
    const kind = await field.first().evaluate((element) => (element.tagName === "SELECT" ? "select" : element.type));
    if (kind === "radio" || kind === "checkbox") await who.page.locator(`main [name="${name}"][value="${value}"]`).check();
    else if (kind === "select") await field.selectOption(value);
    else if (kind === "file") await field.setInputFiles(value);
    else await field.fill(value);
  }
}

/** The day so many days from now: `2026-03-02`. */
export const later = (days) => new Date(Date.now() + days * 86400000).toISOString().slice(0, 10);

/** The day so many days after another: `2026-03-02`. */
export const daysAfter = (day, days) => new Date(Date.parse(day) + days * 86400000).toISOString().slice(0, 10);

/** Tables three and four of a year as the console shows them: each row's cells by its label, with value and address. */
export async function tables(who, year) {
  await who.page.goto(`/office/report/${year}`);
  await hold(who, `report ${year}`);
  return who.page.evaluate(() => {
    const cell = (td) => ({ value: Number(td.innerText), address: td.querySelector("a")?.getAttribute("href") ?? null });
    const row = (tr) => [tr.querySelector("th").innerText, [...tr.querySelectorAll("td")].map(cell)];
    return Object.fromEntries([...document.querySelectorAll("main tbody tr")].map(row));
  });
}

/** Holds that the row whose label holds `words` counts one more than before in its last column, and that the cell opens `number`. */
export async function counts(who, year, before, words, number) {
  const now = await tables(who, year);
  const label = Object.keys(now).find((label) => label.includes(words));
  assert.ok(label, `${words}: ${Object.keys(now)}`);
  const total = now[label].at(-1);
  assert.equal(total.value, before[label].at(-1).value + 1, `${label} of ${year}`);
  await who.page.goto(total.address);
  await who.page.getByRole("link", { name: number, exact: true }).click();
  await who.page.waitForURL(`**/office/applications/${number}`);
  await hold(who, `case ${number}`);
}
