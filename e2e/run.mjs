// Runs every *.test.mjs of this folder, or those whose names hold one of the words given, on one running program.
import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const folder = dirname(fileURLToPath(import.meta.url));
const words = process.argv.slice(2);
const files = readdirSync(folder)
  .filter((name) => name.endsWith(".test.mjs"))
  .filter((name) => words.length === 0 || words.some((word) => name.includes(word)));
if (files.length === 0) {
  console.error(`no test is called ${words.join(" or ")}`);
  process.exit(2);
}
for (const name of files.sort()) await import(pathToFileURL(join(folder, name)));
