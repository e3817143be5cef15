import { expect, it } from "vitest";
import { issueToken } from "../factories/demo-token.ts";
import { visit } from "../world/chromium.ts";
import { hasFocus, lookFindings, signInAs } from "../world/in-the-browser.ts";
import { freshLatchkey, sharedChromium } from "../world/once-per-process.ts";

const latchkey = await freshLatchkey();
const browser = await sharedChromium();

it("a token's own page says what it does and needs, and when it has ended, who still calls", async () => {
  const { token, id } = await issueToken(latchkey.env, "member@northwind.example", { name: "Sync" });
  const { page, end } = await visit(browser, latchkey.origin);
  const button = (name: string) => page.getByRole("button", { name, exact: true });
  await signInAs(page, "member@northwind.example");
  await page.goto(`/settings/api-tokens?name=lk_${id}`);
  await page.getByRole("link", { name: "Sync", exact: true }).click();
  const heading = page.getByRole("heading", { level: 1, name: "Sync" });
  await heading.waitFor();
  await expect.poll(() => hasFocus(heading)).toBe(true);
  await page.getByText("No request of the last 30 days was made with it.").waitFor();

  // The page refreshes by itself, without a reload.
  const call = () =>
    latchkey.bearer(token).fetch("/forward-auth?permission=reports:read", {
      headers: { "x-original-method": "GET", "x-original-uri": "/reports/42" },
    });
  expect((await call()).status).toBe(200);
  await page.getByText("Used once in the last 24 hours").waitFor({ timeout: 30_000 });
  const request = page.getByRole("rowheader", { name: "GET /reports/{id}" });
  await request.waitFor();
  expect(await lookFindings(page)).toEqual([]);
  // Narrow, the time has a line of its own.
  await page.setViewportSize({ width: 390, height: 844 });
  const time = page.getByRole("row").filter({ has: request }).locator("td").last();
  expect((await time.boundingBox())?.x).toBe((await request.boundingBox())?.x);
  await page.setViewportSize({ width: 1280, height: 800 });

  await button("Narrow to what it uses").click();
  const edit = page.getByRole("dialog", { name: "Edit “Sync”" });
  await edit.getByText("reports:read").first().waitFor();
  expect(await edit.getByRole("checkbox", { name: /reports:write/ }).isChecked()).toBe(false);
  await edit.getByRole("button", { name: "Save" }).click();
  await page.getByText("Only these permissions.").waitFor();

  await button("Revoke").click();
  const revoke = page.getByRole("alertdialog");
  await revoke.getByText("Used once in the last 24 hours").waitFor();
  await revoke.getByRole("button", { name: "Revoke" }).click();
  await page.getByText("Mei Tanaka revoked their API token “Sync”.").first().waitFor();
  expect((await call()).status).toBe(401);
  await page.getByText("Refused once since").first().waitFor({ timeout: 30_000 });
  expect(await lookFindings(page)).toEqual([]);
  expect(new URL(page.url()).pathname).toBe(`/settings/api-tokens/${id}`);
  await end();
});

it("what is pressed shows in the system's own colours too", async () => {
  const { page, end } = await visit(browser, latchkey.origin);
  await page.emulateMedia({ forcedColors: "active" });
  await signInAs(page, "member@northwind.example");
  await page.goto("/settings/api-tokens?dialog=new");
  const line = (name: string) =>
    page.getByRole("button", { name }).evaluate((button) => getComputedStyle(button).outlineStyle);
  expect(await line("Everything")).toBe("solid");
  expect(await line("Read only")).toBe("none");
  await end();
});
