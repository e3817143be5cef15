import { expect, test } from "vitest";
import { visit } from "../world/chromium.ts";
import { freshLatchkey, sharedChromium } from "../world/once-per-process.ts";

const latchkey = await freshLatchkey();
const browser = await sharedChromium();

test("a stranger is asked to sign in, and the browser has nothing to complain about", async () => {
  const { page, end } = await visit(browser, latchkey.origin);
  await page.goto("/");
  await page.getByRole("textbox", { name: /e-?mail/i }).waitFor();
  expect(await page.title()).toContain("Latchkey");
  await end();
});
