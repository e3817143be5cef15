import { gzipSync } from "node:zlib";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchChromium, visit } from "../world/chromium.ts";
import { signInAs } from "../world/in-the-browser.ts";
import { type Latchkey, startLatchkey } from "../world/latchkey.ts";

const MOST_SCRIPT_BYTES = 60_000;

let latchkey: Latchkey;
let browser: Browser;

beforeAll(async () => {
  [latchkey, browser] = await Promise.all([startLatchkey(), launchChromium()]);
});

afterAll(async () => {
  await browser.close();
  await latchkey.stop();
});

test("the sign-in and token pages together load at most 60 kB of compressed script, and nothing from elsewhere", async () => {
  const { page, end } = await visit(browser, latchkey.origin);
  const scripts = new Map<string, Promise<Buffer>>();
  const elsewhere: string[] = [];
  page.on("response", (response) => {
    if (new URL(response.url()).origin !== latchkey.origin) elsewhere.push(response.url());
    if (response.request().resourceType() === "script") scripts.set(response.url(), response.body());
  });
  await signInAs(page, "member@northwind.example");
  await page.getByRole("row", { name: /Production integration/ }).waitFor();
  const bodies = await Promise.all(scripts.values());
  const bytes = bodies.reduce((sum, body) => sum + gzipSync(body, { level: 9 }).length, 0);
  expect(bytes).toBeGreaterThan(10_000);
  expect(elsewhere).toEqual([]);
  expect(bytes).toBeLessThanOrEqual(MOST_SCRIPT_BYTES);
  await end();
});
