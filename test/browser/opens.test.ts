import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchChromium, visit } from "../world/chromium.ts";
import { type Latchkey, startLatchkey } from "../world/latchkey.ts";

let latchkey: Latchkey;
let browser: Browser;

beforeAll(async () => {
  [latchkey, browser] = await Promise.all([startLatchkey(), launchChromium()]);
});

afterAll(async () => {
  await browser.close();
  await latchkey.stop();
});

test("a stranger is asked to sign in, and the browser has nothing to complain about", async () => {
  const { page, end } = await visit(browser, latchkey.origin);
  await page.goto("/");
  await page.getByRole("textbox", { name: /e-?mail/i }).waitFor();
  expect(await page.title()).toContain("Latchkey");
  await end();
});
