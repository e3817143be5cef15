import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { visit } from "../world/chromium.ts";
import { signInAs } from "../world/in-the-browser.ts";
import { freshLatchkey, sharedChromium } from "../world/once-per-process.ts";

const latchkey = await freshLatchkey();
const browser = await sharedChromium();

test("rows of the activity stay where they are while time goes by and something new happens", async () => {
  const { page, end } = await visit(browser, latchkey.origin);
  await page.clock.install();
  await signInAs(page, "super@northwind.example");
  await page.goto("/account/activity");
  const rows = page.locator("li.happening");
  const today = page.getByRole("region", { name: "Today" });
  await today.waitFor();
  const person = rows.first().getByRole("button").first();
  const before = await rows.count();
  await person.focus();

  await latchkey.signedIn("member@northwind.example");
  await page.clock.runFor("01:00");
  await expect.poll(() => rows.count()).toBeGreaterThan(before);
  expect(await page.evaluate("document.activeElement.className")).toBe("person");
  await end();
});

async function exported(page: Page, label: string): Promise<{ name: string; text: string }> {
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: `Export as ${label}` }).click();
  const file = await download;
  return { name: file.suggestedFilename(), text: readFileSync(await file.path(), "utf8") };
}

test("the activity is exported as a file, all of it or one person's", async () => {
  const { page, end } = await visit(browser, latchkey.origin);
  await signInAs(page, "super@northwind.example");
  await page.goto("/account/activity");
  await page.locator("li.happening").first().waitFor();
  const all = await exported(page, "CSV");
  expect(all.name).toMatch(/\.csv$/);
  expect(all.text.split("\r\n")[0]).toContain("sentence");

  await page.locator("li.happening").getByRole("button", { name: "Mei Tanaka" }).first().click();
  await page.waitForURL(/\?user=/);
  const { name, text } = await exported(page, "NDJSON");
  expect(name).toMatch(/\.ndjson$/);
  const lines = text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { sentence: string });
  expect(lines.length).toBeGreaterThan(0);
  expect(lines.length).toBeLessThan(all.text.trim().split("\r\n").length - 1);
  for (const { sentence } of lines) expect(sentence).toContain("Mei Tanaka");
  await end();
});
