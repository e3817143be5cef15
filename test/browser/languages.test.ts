import { expect, test } from "vitest";
import { visit } from "../world/chromium.ts";
import { signInAs } from "../world/in-the-browser.ts";
import { freshLatchkey, sharedChromium } from "../world/once-per-process.ts";

const latchkey = await freshLatchkey();
const browser = await sharedChromium();

test.each([
  ["de-DE", /^ \d\d\.\d\d\.20\d\d, \d\d:\d\d:\d\d /],
  ["en-US", /^ [A-Z][a-z]{2} \d{1,2}, 20\d\d, \d{1,2}:\d\d:\d\d\s[AP]M /],
])("a browser that speaks %s shows dates and times so", async (language, written) => {
  const { page, end } = await visit(browser, latchkey.origin, language);
  await signInAs(page, "member@northwind.example");
  const exact = page.locator("tr[data-id] .moment-exact").first();
  await exact.waitFor({ state: "attached" });
  expect(await exact.getAttribute("lang")).toBe(language);
  expect(await exact.textContent()).toMatch(written);
  await end();
});
