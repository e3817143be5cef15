import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { issueToken } from "../factories/demo-token.ts";
import type { Visit } from "../world/chromium.ts";
import { hasFocus, lookFindings, visitSignedIn } from "../world/in-the-browser.ts";
import { freshLatchkey, sharedChromium } from "../world/once-per-process.ts";

const SUPERUSER = "super@northwind.example";
const MEMBER = "member@northwind.example";
const MASTER = "master@northwind.example";

const latchkey = await freshLatchkey();
const browser = await sharedChromium();

const visitors = (...emails: string[]) => visitSignedIn(browser, latchkey.origin, emails);
const tick = (page: Page, name: string | RegExp) => page.getByRole("checkbox", { name });
const barOf = (page: Page) => page.getByRole("region", { name: "What is selected" });
const dialogOf = (page: Page) => page.getByRole("alertdialog");
const names = (page: Page) => page.locator("tbody .token-name").allInnerTexts();
const statusOf = async (token: string) => (await latchkey.bearer(token).fetch("/api/v1/me")).status;
const mailTo = async (email: string) => (await latchkey.mail()).filter(({ to }) => to.includes(email));

async function issue(email: string, ...called: string[]) {
  const issued = [];
  for (const name of called) issued.push(await issueToken(latchkey.env, email, { name }));
  return issued;
}

describe("My API tokens", () => {
  it("several are ticked, over pages, and revoked at once, and nobody is written", async () => {
    const called = Array.from({ length: 27 }, (_, nth) => `Old ${String(nth).padStart(2, "0")}`);
    const old = await issue(SUPERUSER, ...called);
    const [{ page, end }] = (await visitors(SUPERUSER)) as [Visit];
    await page.goto("/settings/api-tokens?name=old&sort=name");
    await tick(page, "Select Old 00").press("Space");
    await barOf(page).getByText("1 selected", { exact: true }).waitFor();
    expect(await lookFindings(page)).toEqual([]);
    await barOf(page).getByRole("button", { name: "Select all 25 on this page" }).click();
    await page.getByRole("button", { name: "Next" }).click();
    await tick(page, "Select Old 25").check();
    await barOf(page).getByText("26 selected, 25 of them on other pages").waitFor();

    const revoke = barOf(page).getByRole("button", { name: "Revoke" });
    await revoke.press("Enter");
    const confirm = page.getByRole("alertdialog", { name: "Revoke 26 tokens?" });
    const asked = await confirm.innerText();
    for (const said of ["of yours", "Old 00", "never used", "and 18 more", "401"]) {
      expect(asked).toContain(said);
    }
    expect(asked).not.toContain("e-mail");
    expect(await lookFindings(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await confirm.waitFor({ state: "detached" });
    await expect.poll(() => hasFocus(revoke)).toBe(true);

    await page.route("**/trpc/tokens.revokeMany*", (route) => route.abort(), { times: 1 });
    await revoke.press("Enter");
    await confirm.getByRole("button", { name: "Revoke", exact: true }).click();
    await confirm.getByRole("alert").filter({ hasText: /\S/ }).waitFor();
    await confirm.getByRole("button", { name: "Revoke", exact: true }).click();
    await page.getByText("26 tokens are revoked.").waitFor();
    await expect.poll(() => names(page)).toEqual(["Old 26"]);
    expect(await barOf(page).count()).toBe(0);
    expect(await statusOf(old[0]?.token ?? "")).toBe(401);
    expect(await statusOf(old[26]?.token ?? "")).toBe(200);
    await latchkey.runJobs();
    expect(await mailTo(SUPERUSER)).toEqual([]);
    await end(/ERR_FAILED/);
  });

  it("what is revoked alone, or no longer looked for, is ticked no more", async () => {
    await issue(SUPERUSER, "Single 1", "Single 2");
    const [{ page, end }] = (await visitors(SUPERUSER)) as [Visit];
    await page.goto("/settings/api-tokens?name=single");
    await tick(page, "Select Single 1").check();
    await tick(page, "Select Single 2").check();
    await page.getByRole("button", { name: "Revoke Single 1" }).click();
    await dialogOf(page).getByRole("button", { name: "Revoke", exact: true }).click();
    await barOf(page).getByText("1 selected", { exact: true }).waitFor();
    await page.getByRole("searchbox").fill("");
    await expect.poll(() => barOf(page).count()).toBe(0);
    await end();
  });
});

describe("Secondary tokens", () => {
  it("sessions and API tokens that are ticked end together, and one stays signed in", async () => {
    const [made] = await issue(MEMBER, "Ticked");
    const [here, there] = (await visitors(MEMBER, MEMBER)) as [Visit, Visit];
    const { page } = here;
    // The session is ticked before the script that tells browsers apart has loaded: the question uses the name known
    // after that.
    const named = Promise.withResolvers<void>();
    await page.route("**/assets/browser-name-*", (route) => named.promise.then(() => route.continue()));
    await page.goto("/user/security");
    await tick(page, /^Select the session Browser/)
      .first()
      .check();
    named.resolve();
    await tick(page, /^Select the session Chrome/)
      .first()
      .waitFor();
    await tick(page, "Select the API token Ticked").check();
    await barOf(page).getByRole("button", { name: "Delete", exact: true }).click();
    const confirm = page.getByRole("alertdialog", { name: "Delete 1 session and 1 API token?" });
    const asked = await confirm.innerText();
    for (const said of ["of yours", "Chrome", `lk_${made?.id}`, "That browser is signed out", "401"]) {
      expect(asked).toContain(said);
    }
    expect(asked).not.toContain("You are signed out");
    expect(await lookFindings(page)).toEqual([]);
    await confirm.getByRole("button", { name: "Delete", exact: true }).click();
    await page.getByText("1 session and 1 API token are deleted.").waitFor();
    await expect.poll(() => tick(page, "Select the API token Ticked").count()).toBe(0);
    expect(await barOf(page).count()).toBe(0);
    expect(await statusOf(made?.token ?? "")).toBe(401);
    await there.page.reload();
    await there.page.getByText("Your session has ended. Sign in again.").waitFor();
    await Promise.all([here.end(), there.end(/status of 401/)]);
  });

  it("the session one sits in ends with what else is ticked, by Delete & sign out", async () => {
    const [made] = await issue(MEMBER, "With the session");
    const [here, there] = (await visitors(MEMBER, MEMBER)) as [Visit, Visit];
    const { page } = here;
    await page.goto("/user/security");
    await tick(page, /^Select your current session/).press("Space");
    await tick(page, "Select the API token With the session").check();
    expect(await lookFindings(page)).toEqual([]);
    await barOf(page).getByRole("button", { name: "Delete & sign out" }).click();
    await dialogOf(page).getByText("You are signed out at once").waitFor();
    expect(await lookFindings(page)).toEqual([]);
    await dialogOf(page).getByRole("button", { name: "Delete & sign out" }).click();
    await page.waitForURL((url) => url.pathname === "/sign-in");
    await page.getByText("You are signed out.").waitFor();
    expect(await statusOf(made?.token ?? "")).toBe(401);
    await there.page.reload();
    await there.page.getByRole("heading", { name: "My API tokens" }).waitFor();
    await Promise.all([here.end(), there.end()]);
  });

  it("a Master Admin ends several of a member's, who is told by one mail", async () => {
    const made = await issue(MEMBER, "Leaked 1", "Leaked 2");
    const [master, member] = (await visitors(MASTER, MEMBER)) as [Visit, Visit];
    const { page } = master;
    await page.goto(`/account/users/${made[0]?.userId}/security?q=leaked`);
    await tick(page, "Select all on this page").check();
    await barOf(page).getByRole("button", { name: "Delete", exact: true }).click();
    const asked = await page.getByRole("alertdialog", { name: "Delete 2 tokens?" }).innerText();
    for (const said of ["Mei Tanaka", "Leaked 1", "Leaked 2", "is told so by e-mail"]) {
      expect(asked).toContain(said);
    }
    expect(await lookFindings(page)).toEqual([]);
    await dialogOf(page).getByRole("button", { name: "Delete", exact: true }).click();
    await page.getByText("2 tokens are deleted.").waitFor();
    await page.getByText("No match").waitFor();
    expect(await Promise.all(made.map(({ token }) => statusOf(token)))).toEqual([401, 401]);
    await latchkey.runJobs();
    const told = await mailTo(MEMBER);
    expect(told.map(({ subject }) => subject)).toEqual([
      "Mara Lindqvist ended 2 API tokens of yours at Northwind Labs",
    ]);
    await member.page.reload();
    await member.page.getByRole("heading", { name: "My API tokens" }).waitFor();
    await Promise.all([master.end(), member.end()]);
  });
});
