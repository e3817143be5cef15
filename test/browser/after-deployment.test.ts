import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { visit } from "../world/chromium.ts";
import { signInAs } from "../world/in-the-browser.ts";
import { freshLatchkey, sharedChromium } from "../world/once-per-process.ts";

const latchkey = await freshLatchkey();
const browser = await sharedChromium();

const LATER_SCRIPTS = /\/assets\/(?!start-|rolldown-runtime-).+\.js$/;

/** A signed-in page whose later scripts are gone while `isGone`; counts full page loads. */
async function openTab(isGone: (loads: number) => boolean) {
  const { page, end } = await visit(browser, latchkey.origin);
  await signInAs(page, "master@northwind.example");
  await page.getByRole("button", { name: "+ New token" }).waitFor();
  const seen = { loads: 0 };
  page.on("request", (request) => {
    if (request.isNavigationRequest()) seen.loads++;
  });
  await page.route(LATER_SCRIPTS, (route) => (isGone(seen.loads) ? route.abort() : route.continue()));
  // Their failure is the subject of this test.
  return { page, seen, end: () => end(/Failed to load|ERR_FAILED|ERR_INTERNET/) };
}

const goToActivity = (page: Page) => page.getByRole("link", { name: "Activity" }).click();

test("where a page's script is gone, the page that somebody went to is loaded whole, once", async () => {
  const { page, seen, end } = await openTab((loads) => loads === 0);
  await goToActivity(page);
  await page.getByRole("heading", { level: 1, name: "Activity" }).waitFor();
  expect(new URL(page.url()).pathname).toBe("/account/activity");
  expect(seen.loads).toBe(1);
  await end();
});

test("a dialog whose script is gone is open after that", async () => {
  const { page, seen, end } = await openTab((loads) => loads === 0);
  await page.getByRole("button", { name: "+ New token" }).click();
  await page.getByRole("dialog", { name: "New token" }).waitFor();
  expect(seen.loads).toBe(1);
  await end();
});

test("where that is of no use a sentence says so, with a button that tries again", async () => {
  let isGone = true;
  const { page, seen, end } = await openTab(() => isGone);
  await goToActivity(page);
  const alert = page.getByRole("alert").filter({ hasText: "could not be loaded" });
  await alert.waitFor();
  expect(seen.loads).toBe(1);
  isGone = false;
  await alert.getByRole("button", { name: "Reload the page" }).click();
  await page.getByRole("heading", { level: 1, name: "Activity" }).waitFor();
  await end();
});

test("offline the page that is there stays, and says what is wrong", async () => {
  const { page, seen, end } = await openTab(() => true);
  await page.context().setOffline(true);
  await goToActivity(page);
  await page.getByText("Check your connection, then reload the page.").waitFor();
  expect(seen.loads).toBe(0);
  await page.context().setOffline(false);
  await end();
});
