import { expect, it } from "vitest";
import { visit } from "../world/chromium.ts";
import { signInAs } from "../world/in-the-browser.ts";
import { freshLatchkey, sharedChromium } from "../world/once-per-process.ts";

const latchkey = await freshLatchkey();
const browser = await sharedChromium();

it("a partner lands on the customers, copies an account id, and has the same page of tokens", async () => {
  const { page, end } = await visit(browser, latchkey.origin);
  await signInAs(page, "partner@fabrikam.example");
  await page.getByRole("heading", { name: "Customers" }).waitFor();
  const customer = page.getByRole("row", { name: /Northwind Labs/ });
  await customer.waitFor();
  const cells = await customer.getByRole("cell").allInnerTexts();
  const [organization] = await latchkey.sql<{ id: string; members: number; tokens: number }>(
    `SELECT id, (SELECT count(*) FROM membership WHERE organization_id = id) AS members,
      (SELECT count(*) FROM token WHERE organization_id = organization.id AND kind = 'api') AS tokens
     FROM organization WHERE name = 'Northwind Labs'`,
  );
  expect(cells[0]).toContain(organization?.id);
  expect(cells.slice(1, 3)).toEqual([String(organization?.members), String(organization?.tokens)]);
  await page.getByRole("button", { name: "Copy account id of Northwind Labs" }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(organization?.id);

  await page.getByRole("link", { name: "My API tokens" }).click();
  await page.getByRole("heading", { name: "My API tokens" }).waitFor();
  expect(new URL(page.url()).pathname).toBe("/partner/api-tokens");
  await page.getByRole("row", { name: /Customer portal/ }).waitFor();

  // As mails link to it.
  await page.goto("/settings/api-tokens?name=customer");
  await page.waitForURL("/partner/api-tokens?name=customer");
  await page.getByRole("row", { name: /Customer portal/ }).waitFor();
  await page.locator("nav [aria-current=page]").getByText("My API tokens").waitFor();
  await end();
});
