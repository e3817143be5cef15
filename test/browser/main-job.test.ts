import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { visit } from "../world/chromium.ts";
import { axeFindings, signInAs } from "../world/in-the-browser.ts";
import { freshLatchkey, sharedChromium } from "../world/once-per-process.ts";

const latchkey = await freshLatchkey();
const browser = await sharedChromium();

const rowOf = (page: Page, name: string) => page.getByRole("row", { name: new RegExp(name) });
const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

async function generate(page: Page, name: string): Promise<string> {
  await page.getByRole("button", { name: "New token" }).click();
  const dialog = page.getByRole("dialog", { name: "New token" });
  await dialog.getByLabel("Name", { exact: true }).fill(name);
  await dialog.getByRole("button", { name: "Generate token" }).click();
  await page.getByRole("button", { name: "Copy token" }).click();
  return clipboard(page);
}

describe("the main job", () => {
  it("generate, copy, use, see the last use, revoke, and get 401", async () => {
    const { page, end } = await visit(browser, latchkey.origin);
    await signInAs(page, "member@northwind.example");
    await page.getByRole("heading", { name: "My API tokens" }).waitFor();

    const token = await generate(page, "Browser test");
    expect(token).toMatch(/^lk_[0-9A-Za-z]{12}_[0-9A-Za-z]{38}$/);
    const shown = page.getByRole("alertdialog", { name: "Copy your new token" });
    expect(await shown.innerText()).toContain(latchkey.origin);
    await page.getByRole("button", { name: "Copy account id" }).click();
    expect(await clipboard(page)).toMatch(/^org_\w{12}$/);
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole("button", { name: "OK", exact: true }).click();
    await shown.waitFor({ state: "detached" });
    expect(await page.content()).not.toContain(token);

    const caller = latchkey.bearer(token);
    expect((await caller.fetch("/api/v1/tokens?limit=1")).status).toBe(200);
    await expect
      .poll(async () => {
        await page.reload();
        return rowOf(page, "Browser test").innerText();
      })
      .toContain("GET /api/v1/tokens");
    expect(await rowOf(page, "Browser test").innerText()).toContain("just now");
    expect(await rowOf(page, "Browser test").innerText()).not.toContain("limit");

    await page.getByRole("button", { name: "Revoke Browser test" }).click();
    const confirm = page.getByRole("alertdialog", { name: /Revoke “Browser test”/ });
    expect(await confirm.innerText()).toContain("GET /api/v1/tokens");
    expect(await confirm.innerText()).toContain(token.slice(0, 15));
    expect(await axeFindings(page)).toEqual([]);
    await confirm.getByRole("button", { name: "Revoke", exact: true }).click();
    // While the dialog is open, its rows cannot be found by role.
    await confirm.waitFor({ state: "detached" });
    await rowOf(page, "Browser test").waitFor({ state: "detached" });
    const refused = await caller.fetch("/api/v1/me");
    expect(refused.status).toBe(401);
    expect(refused.headers.get("www-authenticate")).toContain("revoked");
    await end();
  });

  it("shows a token once: leaving with it uncopied asks, and nothing brings it back", async () => {
    const { page, end } = await visit(browser, latchkey.origin);
    await signInAs(page, "super@northwind.example");
    await page.goto("/settings/api-tokens?dialog=new");
    const dialog = page.getByRole("dialog", { name: "New token" });
    await dialog.getByLabel("Name", { exact: true }).fill("Uncopied");
    await dialog.getByRole("button", { name: "Generate token" }).click();
    const shown = page.getByRole("alertdialog", { name: "Copy your new token" });
    expect(await shown.innerText()).not.toMatch(/lk_\w{12}_\w{38}/);
    await shown.getByRole("button", { name: "Show the token" }).click();
    const token = /lk_\w{12}_\w{38}/.exec(await shown.innerText())?.[0] as string;
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Close without it" }).click();
    await shown.waitFor({ state: "detached" });
    const kept = await page.evaluate(() =>
      JSON.stringify([{ ...localStorage }, { ...sessionStorage }, history.state, location.href]),
    );
    expect(kept).not.toContain(token);
    await page.goBack();
    expect(await page.content()).not.toContain(token);
    await end();
  });

  it("says beside the field what is wrong, and loses nothing that was typed", async () => {
    const { page, end } = await visit(browser, latchkey.origin);
    await signInAs(page, "super@northwind.example");
    await page.goto("/settings/api-tokens?dialog=new");
    const dialog = page.getByRole("dialog", { name: "New token" });
    const name = dialog.getByLabel("Name", { exact: true });
    await name.fill("x".repeat(101));
    await dialog.getByText("Only these permissions").click();
    await dialog.getByLabel(/reports:read/).check();
    await dialog.getByRole("button", { name: "Generate token" }).click();
    await dialog.getByText("A name has at most 100 characters.").waitFor();
    expect(await name.inputValue()).toHaveLength(101);
    expect(await dialog.getByLabel(/reports:read/).isChecked()).toBe(true);
    await name.fill("Short enough");
    await dialog.getByRole("button", { name: "Generate token" }).click();
    await page.getByRole("button", { name: "Copy token" }).click();
    const answer = await latchkey.bearer(await clipboard(page)).fetch("/api/v1/me");
    expect(await answer.json()).toMatchObject({
      token: { scopes: ["reports:read"] },
      permissions: ["reports:read"],
    });
    await end(/400/);
  });

  it("filters by name in the address, and tells a member without the permission who can give it", async () => {
    const { page, end } = await visit(browser, latchkey.origin);
    await signInAs(page, "member@northwind.example");
    await rowOf(page, "Production integration").waitFor();
    await page.getByRole("searchbox", { name: "Filter by name" }).fill("REPORT");
    await rowOf(page, "Production integration").waitFor({ state: "detached" });
    await expect.poll(() => new URL(page.url()).searchParams.get("name")).toBe("REPORT");
    await page.reload();
    await rowOf(page, "Reporting script").waitFor();
    expect(await page.getByRole("row").count()).toBe(2);
    await end();
    const other = await visit(browser, latchkey.origin);
    await signInAs(other.page, "restricted@northwind.example");
    for (const path of ["/settings/api-tokens", "/settings/api-tokens/AAAAAAAAAAAA"]) {
      await other.page.goto(path);
      await other.page.getByRole("heading", { name: "You may not use API tokens now" }).waitFor();
      await other.page.getByText("An Organization Superuser or a Master Admin of Northwind Labs").waitFor();
    }
    expect(await other.page.getByRole("link", { name: "My API tokens" }).count()).toBe(0);
    await other.end();
  });
});
