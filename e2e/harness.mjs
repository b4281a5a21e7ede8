// The program, a browser, and what every page must keep to.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { after } from "node:test";
import { fileURLToPath } from "node:url";
import axe from "axe-core";
import { chromium } from "playwright-core";

const folder = dirname(fileURLToPath(import.meta.url));
export const artifacts = join(folder, "artifacts");
mkdirSync(artifacts, { recursive: true });

/** The widths every page is looked at. */
export const WIDTHS = [390, 1280];

let running;
/** The address of the running demo, started once: `http://127.0.0.1:PORT`. */
export function site() {
  running ??= start(["demo"]);
  return running.then((program) => program.address);
}

/** The programs started; one that a failed test left running would keep this process alive for ever. */
const programs = [];
/** The program. */
export const binary = resolve(process.env.GONGKAI_BIN ?? join(folder, "../target/debug/gongkai"));
/** Starts the program with these arguments on a free port and a folder of its own, which it is started in; waits until it prints its address. */
export function start(args, { out = mkdtempSync(join(tmpdir(), "gongkai-e2e-")), more = ["--out", out] } = {}) {
  const child = spawn(binary, [...args, ...more, "--listen", "127.0.0.1:0"], { cwd: out, stdio: ["ignore", "pipe", "pipe"] });
  const stop = () => {
    child.kill("SIGINT");
    rmSync(out, { recursive: true, force: true });
  };
  process.once("exit", stop);
  programs.push({ child, stop });
  return new Promise((resolve, reject) => {
    let said = "";
    const listen = (chunk) => {
      said += chunk;
      const found = said.match(/http:\/\/127\.0\.0\.1:\d+/);
      if (found) resolve({ address: found[0], said: () => said, child, out, stop });
    };
    child.stdout.on("data", listen);
    child.stderr.on("data", listen);
    child.on("error", reject);
    child.on("exit", (code) => reject(new Error(`the program ended (${code}):\n${said}`)));
  });
}

let browser;
/** The browser, started once. */
export function open() {
  browser ??= chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
  });
  return browser;
}

after(async () => {
  if (browser) await (await browser).close();
  for (const { child, stop } of programs) {
    if (child.exitCode === null) stop();
    // What waits for a connection that nobody closes is not waited for.
    setTimeout(() => child.kill("SIGKILL"), 10_000).unref();
  }
});

/** The password of every account of the demo. */
export const PASSWORD = "demo-gongkai-2023";

const signedIn = new Map();
/** The cookies of an officer of the demo, signed in once. */
async function cookiesOf(account) {
  if (!signedIn.has(account)) {
    signedIn.set(account, (async () => {
      const context = await (await open()).newContext({ baseURL: await site() });
      const page = await context.newPage();
      await page.goto("/office/sign-in");
      await page.fill("#account", account);
      await page.fill("#password", PASSWORD);
      await page.getByRole("button", { name: "登录" }).click();
      await page.waitForURL("**/office");
      const cookies = await context.cookies();
      await context.close();
      return cookies;
    })());
  }
  return signedIn.get(account);
}

/** A visitor with a window, light or dark, with or without a script, signed in `as` an officer or nobody. `faults` collects what the browser complains about.
 * `address` is that of another running program than the shared demo. */
export async function visitor({ width = 1280, dark = false, large = false, script = true, as = null, address = null } = {}) {
  address ??= await site();
  const context = await (await open()).newContext({
    baseURL: address,
    viewport: { width, height: width < 600 ? 844 : 900 },
    colorScheme: dark ? "dark" : "light",
    javaScriptEnabled: script,
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    reducedMotion: "reduce",
  });
  if (large) await context.addCookies([{ name: "appearance", value: "system-large", url: address }]);
  if (as) await context.addCookies(await cookiesOf(as));
  const page = await context.newPage();
  const faults = [];
  page.on("console", (message) => { if (message.type() === "error") faults.push(message.text()); });
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("request", (request) => {
    if (!request.url().startsWith(address) && !request.url().startsWith("data:")) faults.push(`asks elsewhere: ${request.url()}`);
  });
  return { context, page, faults, script, close: () => context.close() };
}

/** Chromium tells an answer over 399 as a fault of its own; where one is expected, it is taken away. */
export function forgive(who) {
  who.faults.splice(0, who.faults.length, ...who.faults.filter((fault) => !/status of 4\d\d/.test(fault)));
}

/** What axe finds wrong, one line each; [] is the aim. */
export async function violations(page) {
  await page.evaluate(axe.source);
  const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  return found.violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.target.join(" ")} ${node.failureSummary}`));
}

/** How many pixels a page is wider than its window. */
export function overflow(page) {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** Keeps a picture of the whole page among the artifacts. */
export function shoot(page, name) {
  return page.screenshot({ path: join(artifacts, `${name}.png`), fullPage: true });
}

/** Holds a page to what every page must keep: no violation, nothing cut off, no complaint of the browser. */
export async function hold({ page, faults, script }, name) {
  // axe itself is a script.
  if (script) assert.deepEqual(await violations(page), [], `${name}: accessibility`);
  assert.ok((await overflow(page)) <= 0, `${name}: wider than the window by ${await overflow(page)} px`);
  assert.deepEqual(faults.splice(0), [], `${name}: complaints of the browser`);
}
