import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { visit } from "../world/chromium.ts";
import { signInAs } from "../world/in-the-browser.ts";
import { freshLatchkey, sharedChromium } from "../world/once-per-process.ts";

const MOST_SCRIPT_BYTES = 60_000;

const latchkey = await freshLatchkey();
const browser = await sharedChromium();

test("the sign-in and token pages together load at most 60 kB of compressed script, compiled on its way, and nothing from elsewhere", async () => {
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
  expect(bodies.some((body) => body.toString().startsWith("//# allFunctionsCalledOnLoad\n"))).toBe(true);
  const bytes = bodies.reduce((sum, body) => sum + gzipSync(body, { level: 9 }).length, 0);
  expect(bytes).toBeGreaterThan(10_000);
  expect(elsewhere).toEqual([]);
  expect(bytes).toBeLessThanOrEqual(MOST_SCRIPT_BYTES);
  await end();
});
