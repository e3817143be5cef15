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

test("whoever waits for the script sees that something comes, and it is gone when the page is there", async () => {
  const { page, end } = await visit(browser, latchkey.origin);
  let arrive = () => {};
  const arrived = new Promise<void>((resolve) => (arrive = resolve));
  await page.route("**/assets/*.js", async (route) => {
    await arrived;
    await route.continue();
  });
  await page.goto("/sign-in", { waitUntil: "commit" });
  await page.getByRole("status").getByText("One moment").waitFor();
  expect(await page.getByRole("textbox").count()).toBe(0);
  arrive();
  await page.getByRole("textbox", { name: /e-?mail/i }).waitFor();
  expect(await page.getByText("One moment").count()).toBe(0);
  await end();
});
