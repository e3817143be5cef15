import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { issueToken } from "../factories/demo-token.ts";
import { visit } from "../world/chromium.ts";
import { axeFindings, hasFocus, signInAs } from "../world/in-the-browser.ts";
import { freshLatchkey, sharedChromium } from "../world/once-per-process.ts";

const latchkey = await freshLatchkey();
const browser = await sharedChromium();

const rowOf = (page: Page, name: string) => page.getByRole("row", { name: new RegExp(name) });
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

async function choose(page: Page, token: string, move: string) {
  await button(page, `More for ${token}`).click();
  await button(page, move).click();
}

describe("a token's life in a list", () => {
  it("its owner rotates, suspends and resumes it, and ends its earlier secret", async () => {
    const { token, id } = await issueToken(latchkey.env, "member@northwind.example", { name: "Sync" });
    const before = latchkey.bearer(token);
    expect((await before.fetch("/api/v1/me")).status).toBe(200);
    const { page, end } = await visit(browser, latchkey.origin);
    await signInAs(page, "member@northwind.example");
    // As the mail of an expiry links it.
    await page.goto(`/settings/api-tokens?name=lk_${id}&dialog=rotate&of=${id}`);
    const rotation = page.getByRole("dialog", { name: "Rotate “Sync”" });
    await rotation.getByText("Whatever sent GET /api/v1/me has to be given the new secret").waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await rotation.getByText("End it as soon as the new one was used").click();
    await rotation.getByText("1 day", { exact: true }).click();
    await button(page, "Rotate").click();
    const shown = page.getByRole("alertdialog", { name: "Copy your new token" });
    await button(page, "Show the token").click();
    const secret = shown.locator("dt:text-is('Token') + dd code", { hasText: /^lk_\w{12}_\w{38}$/ });
    const rotated = await secret.innerText();
    await button(page, "Copy token").click();
    await button(page, "OK").click();
    const after = latchkey.bearer(rotated);
    expect((await after.fetch("/api/v1/me")).status).toBe(200);
    expect((await before.fetch("/api/v1/me")).status).toBe(200);

    const row = rowOf(page, "Sync");
    await row.getByText("Two secrets").waitFor();
    await button(page, "End it now: the earlier secret of Sync").click();
    await page.getByRole("alertdialog").getByRole("button", { name: "End it now" }).click();
    // Rows behind an open dialog cannot be found by role.
    await page.getByRole("alertdialog").waitFor({ state: "hidden" });
    await row.getByText("Two secrets").waitFor({ state: "detached" });
    expect((await before.fetch("/api/v1/me")).status).toBe(401);

    await page.keyboard.press("Escape");
    await button(page, "More for Sync").focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => hasFocus(button(page, "Rotate…"))).toBe(true);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await button(page, "Suspend it first.").click();
    await page.getByRole("dialog", { name: "Suspend “Sync”" }).getByText("15 minutes").click();
    expect(await axeFindings(page)).toEqual([]);
    await button(page, "Suspend").click();
    await row.getByText(/Suspended until \d\d:\d\d|Suspended until .*, \d\d:\d\d/).waitFor();
    expect((await after.fetch("/api/v1/me")).status).toBe(401);

    await choose(page, "Sync", "Resume…");
    await button(page, "Resume").click();
    await page.getByRole("alertdialog").waitFor({ state: "hidden" });
    await row.getByText(/Suspended/).waitFor({ state: "detached" });
    expect((await after.fetch("/api/v1/me")).status).toBe(200);
    await end();
  });

  it("a superuser suspends anybody's, rotates a service user's, and nobody else's", async () => {
    const { page, end } = await visit(browser, latchkey.origin);
    await signInAs(page, "super@northwind.example");
    await page.goto("/account/api-tokens");
    await button(page, "More for Production integration of Mei Tanaka").click();
    await button(page, "Suspend…").waitFor();
    expect(await button(page, "Rotate…").count()).toBe(0);
    await page.keyboard.press("Escape");
    await choose(page, "Nightly build of ci-bot", "Rotate…");
    await page.getByRole("dialog", { name: "Rotate “Nightly build”" }).getByText("At once").click();
    await button(page, "Rotate").click();
    await button(page, "Copy token").click();
    await button(page, "OK").click();
    await expect.poll(() => new URL(page.url()).search).toBe("");
    await choose(page, "Production integration of Mei Tanaka", "Suspend…");
    await page.getByText("Mei Tanaka is told by e-mail.").waitFor();
    await page.getByText("Until resumed").click();
    await button(page, "Suspend").click();
    await rowOf(page, "Production integration").getByText("Suspended", { exact: true }).waitFor();
    await end();
  });

  it("a policy is seen before it is saved, and new tokens are offered nothing beyond it", async () => {
    const { page, end } = await visit(browser, latchkey.origin);
    await signInAs(page, "super@northwind.example");
    await page.goto("/account/policy");
    await page.getByText("API tokens live as long as they were given").waitFor();
    await page.getByLabel("Longest life, in days").fill("60");
    await page.getByLabel("Suspend what nothing used for, in days").fill("many");
    await button(page, "See what it would do").click();
    await page.getByText("A limit is a whole number of days from 1 to 3,650, or none.").waitFor();
    await page.getByLabel("Suspend what nothing used for, in days").fill("90");
    await button(page, "See what it would do").click();
    await page.getByRole("heading", { name: /^\d+ tokens of \d members are affected\.$/ }).waitFor();
    await rowOf(page, "Audit export").getByText("unless it is used before").waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await button(page, "Save this policy").click();
    await page.getByText("API tokens live at most 60 days. Those that nothing used for 90 days").waitFor();
    await page.goto("/settings/api-tokens?dialog=new");
    await page.getByText("60 days are the longest that the policy allows.").waitFor();
    expect(await page.getByText("Never", { exact: true }).and(page.locator("label")).count()).toBe(0);
    await page.getByRole("textbox", { name: "Name" }).fill("Bounded");
    await button(page, "Generate token").click();
    await page.getByRole("alertdialog", { name: "Copy your new token" }).waitFor();
    await end();
  });

  it("pseudonyms for who has left are chosen once that is confirmed, and given up by one click", async () => {
    const { page, end } = await visit(browser, latchkey.origin);
    await signInAs(page, "super@northwind.example");
    await page.goto("/account/policy");
    const chosen = page.getByRole("switch", { name: "Replace their names by a pseudonym" });
    await page.getByText("The activity keeps the names that members had").waitFor();
    await chosen.click();
    await page.getByRole("alertdialog").getByText("A name that was replaced does not come back.").waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await button(page, "Cancel").click();
    await expect.poll(() => chosen.isChecked()).toBe(false);
    await chosen.click();
    await button(page, "Replace the names").click();
    await page.getByText("Within minutes after somebody has left").waitFor();
    await page.reload();
    await expect.poll(() => chosen.isChecked()).toBe(true);
    await chosen.click();
    await page.getByText("The activity keeps the names that members had").waitFor();
    await end();
  });
});
