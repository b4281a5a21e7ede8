// What is done with publications on the desk, shared by their tests.
import assert from "node:assert/strict";
import { forgive, hold, shoot } from "./harness.mjs";
import { fill, press, sound } from "./officers.mjs";

/** The page of a publication on the desk. */
export const page = (number) => `/office/publications/${number}`;

/** Opens the form of a verb. */
export async function opens(who, number, verb) {
  return who.page.goto(`${page(number)}/${verb}`);
}

/** Does a verb and stands on the page of the publication. */
export async function does(who, number, verb, values = {}) {
  await opens(who, number, verb);
  // What a review looks at one by one.
  for (const box of await who.page.locator('main [name="seen"]').all()) await box.check();
  await fill(who, values);
  await hold(who, `${verb}, filled in`);
  await shoot(who.page, `publication-${verb}`);
  await Promise.all([who.page.waitForNavigation(), who.page.locator("main form button").last().click()]);
  await sound(who, verb);
  await hold(who, verb);
}

/** Holds that a verb is not possible now, and that its page says why. */
export async function barred(who, number, verb, ...reasons) {
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
export async function writes(who, address, values) {
  await who.page.goto(address);
  // The page has a second form, by which a file is brought in.
  const form = who.page.locator("form").filter({ has: who.page.getByRole("button", { name: "保存", exact: true }) });
  await fill({ ...who, form }, values);
  await hold(who, "a draft, filled in");
  await press(who, "保存");
  await sound(who, "begin");
  return new URL(who.page.url()).pathname.split("/").at(-1);
}

/** Brings a file in as a publication of a kind, stands on its draft and answers its number. */
export async function brings(who, kind, file) {
  await who.page.goto("/office/publications/new");
  const form = who.page.locator("form").filter({ has: who.page.getByRole("button", { name: "带入", exact: true }) });
  await fill({ ...who, form }, { kind, file });
  await press(who, "带入");
  assert.match(who.page.url(), /\/edit$/, await who.page.locator("main").innerText());
  return new URL(who.page.url()).pathname.split("/").at(-2);
}

/** The numbers of what the search of the site finds first by these words. */
export async function found(who, words) {
  await who.page.goto(`/search?q=${encodeURIComponent(words)}`);
  const addresses = await who.page.locator("main ol.list > li a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  return addresses.map((address) => address.split("/").at(-1)).slice(0, 5);
}

/** Where a publication is met: results, suggestions, lists, feeds, sitemap and interface that lead to it. */
export async function places(who, words, number) {
  const asked = encodeURIComponent(words);
  const addresses = [
    "/", "/zcjd/", "/sitemap.xml", "/feed/zcjd.atom", "/feed/zcjd.json", `/search?q=${asked}`,
    `/search/suggest?q=${asked}`, `/api/v1/search?q=${asked}`, "/api/v1/publications?column=zcjd", `/api/v1/publications/${number}`,
  ];
  const origin = new URL(who.page.url()).origin;
  const told = await Promise.all(addresses.map(async (address) => {
    const answer = await fetch(origin + address);
    return answer.status === 200 && (await answer.text()).includes(number) ? [address] : [];
  }));
  return told.flat();
}
