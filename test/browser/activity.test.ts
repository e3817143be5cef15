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
