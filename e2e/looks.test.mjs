// Every page at both widths, light, dark and large: accessible, whole, quiet; a picture of each is kept.
import assert from "node:assert/strict";
import { test } from "node:test";
import { WIDTHS, forgive, hold, shoot, visitor } from "./harness.mjs";
import { PAGES } from "./pages.mjs";

const LOOKS = [
  { look: "light" },
  { look: "dark", dark: true },
  { look: "large", large: true },
];

for (const { name, address, as, status = 200 } of PAGES) {
  for (const width of WIDTHS) {
    for (const { look, ...options } of LOOKS) {
      test(`${name} at ${width} px, ${look}`, async () => {
        const who = await visitor({ width, as, ...options });
        try {
          const response = await who.page.goto(address);
          assert.equal(response.status(), status);
          if (status >= 400) forgive(who);
          await shoot(who.page, `${name}-${width}-${look}`);
          await hold(who, name);
        } finally {
          await who.close();
        }
      });
    }
  }
}
