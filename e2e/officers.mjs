// Officers and citizens of the demo, and what they do with forms; shared by the courses.
import assert from "node:assert/strict";
import { PASSWORD, hold, shoot, visitor } from "./harness.mjs";

/** A PDF of one empty page. */
function emptyPage() {
  const objects = ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>"];
  let text = "%PDF-1.4\n";
  let table = "xref\n0 4\n0000000000 65535 f \n";
  for (const [nth, object] of objects.entries()) {
    table += `${String(text.length).padStart(10, "0")} 00000 n \n`;
    text += `${nth + 1} 0 obj\n${object}\nendobj\n`;
  }
  return Buffer.from(`${text}${table}trailer\n<</Size 4/Root 1 0 R>>\nstartxref\n${text.length}\n%%EOF\n`);
}

/** A scan of something. */
export const PDF = { name: "证件.pdf", mimeType: "application/pdf", buffer: emptyPage() };

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

/** Everybody an answer goes through, signed in at the demo or at the program at `address`. */
export async function desk(address = null) {
  const [clerk, handler, reviewer, signer] =
    await Promise.all(["dengji", "chengban", "shenhe", "qianfa"].map((account) => officer(account, address)));
  const leave = () => Promise.all([clerk, handler, reviewer, signer].map((who) => who.close()));
  return { clerk, handler, reviewer, signer, leave };
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

/** Registers what came to the office; the number. */
export async function registered(clerk, fields) {
  await clerk.page.goto("/office/applications/new");
  await fill(clerk, fields);
  await press(clerk, "登记");
  await sound(clerk, "register");
  return clerk.page.locator(".receipt .number").innerText();
}

/** Drafts an answer of this form with these facts, has it reviewed and signed, and serves it. */
export async function answers({ clerk, handler, reviewer, signer }, number, form, facts, service) {
  await does(handler, number, "draft", { form });
  for (let nth = 1; facts[`ground_${nth}`]; nth++) {
    // What a ground must contain is asked for once it is chosen.
    if (!(await handler.page.locator(`#ground_${nth}`).count())) await press(handler, /^再加一/);
    await fill(handler, { [`ground_${nth}`]: facts[`ground_${nth}`] });
    const list = handler.page.locator(`button[name="list"][value="${nth}"]`);
    await Promise.all([handler.page.waitForNavigation(), list.click()]);
  }
  await fill(handler, facts);
  await shoot(handler.page, `draft-${form}`);
  await Promise.all([handler.page.waitForNavigation(), handler.page.locator("main form button").last().click()]);
  await sound(handler, "draft");
  await does(reviewer, number, "approve");
  await does(signer, number, "sign");
  await does(clerk, number, "serve", service);
}

/** Does a verb with a review or lawsuit and stands on the page of the case. */
export async function handles(who, number, verb, values) {
  await who.page.goto(`/office/remedies/${number}/${verb}`);
  await fill(who, values);
  await hold(who, `${verb}, filled in`);
  await shoot(who.page, `remedy-${verb}`);
  await Promise.all([who.page.waitForNavigation(), who.page.locator("main form button").last().click()]);
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
    const field = (who.form ?? who.page.locator("main")).locator(`[name="${name}"]`);
    const kind = await field.first().evaluate((element) => (element.tagName === "SELECT" ? "select" : element.type));
    if (kind === "radio" || kind === "checkbox") await (who.form ?? who.page.locator("main")).locator(`[name="${name}"][value="${value}"]`).check();
    else if (kind === "select") await field.selectOption(value);
    else if (kind === "file") await field.setInputFiles(value);
    else await field.fill(value);
  }
}

/** Beijing is eight hours ahead of UTC, all the year. */
const BEIJING = 8 * 3600000;

/** The office's day so many days after a moment, by default from now: `2026-03-02`. */
export const later = (days, from = Date.now()) => new Date(from + BEIJING + days * 86400000).toISOString().slice(0, 10);

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

/** The cell of the row with this label, or whose label holds it; the last one where no column is named. */
export function cell(rows, words, column = -1) {
  const label = Object.keys(rows).find((label) => label === words) ?? Object.keys(rows).find((label) => label.includes(words));
  assert.ok(label, `${words}: ${Object.keys(rows)}`);
  return rows[label].at(column);
}

/** Holds that a cell counts one more than `before`, null where the year had not begun, and that it opens `number`. */
export async function counts(who, year, before, words, number, column = -1) {
  const now = cell(await tables(who, year), words, column);
  assert.equal(now.value, (before ? cell(before, words, column).value : 0) + 1, `${words} of ${year}`);
  await opens(who, now, number);
}

/** Holds that a cell opens `number`, an application or a case. */
export async function opens(who, { address }, number) {
  await who.page.goto(address);
  await hold(who, `cell ${address}`);
  await who.page.getByRole("link", { name: number, exact: true }).click();
  await who.page.waitForURL(`**/office/{applications,remedies}/${number}`);
  await hold(who, `case ${number}`);
}
