import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import type { Visit } from "../world/chromium.ts";
import { giveTokens } from "../world/give-tokens.ts";
import { signInAs, visitSignedIn } from "../world/in-the-browser.ts";
import { freshLatchkey, sharedChromium } from "../world/once-per-process.ts";
import { until } from "../world/until.ts";

const MEMBER = "member@northwind.example";
const REFUSED = /status of 401/;

const latchkey = await freshLatchkey();
const browser = await sharedChromium();

const visitors = (...emails: string[]) => visitSignedIn(browser, latchkey.origin, emails);

const bins = (page: Page) => page.getByRole("button", { name: /^Delete the session/ });
const nextClick = (page: Page) => page.getByRole("link", { name: "My API tokens" }).click();
const onSignIn = (page: Page) => page.waitForURL((url) => url.pathname === "/sign-in");

describe("User info, Security", () => {
  it("one of two browsers ends the other's session, which then reads why on the sign-in page", async () => {
    const [here, there] = (await visitors(MEMBER, MEMBER)) as [Visit, Visit];
    await there.page.goto("/user");
    await here.page.goto("/user/security");
    await bins(here.page).click();
    const dialog = here.page.getByRole("alertdialog");
    await dialog.getByRole("button", { name: "Delete", exact: true }).click();
    await here.page.getByText(/^The session .* has ended\.$/).waitFor();
    await expect.poll(() => bins(here.page).count()).toBe(0);
    expect(new URL(here.page.url()).search).toBe("");

    await nextClick(there.page);
    await onSignIn(there.page);
    await there.page.getByText("Your session has ended. Sign in again.").waitFor();
    await signInAs(there.page, MEMBER);
    expect(new URL(there.page.url()).pathname).toBe("/settings/api-tokens");
    await Promise.all([here.end(), there.end(REFUSED)]);
  });

  it("the session one sits in carries the key, and is deleted by Delete & sign out", async () => {
    const [here, there] = (await visitors(MEMBER, MEMBER)) as [Visit, Visit];
    await here.page.goto("/user/security");
    const current = here.page.getByRole("row").filter({ has: here.page.getByRole("img") });
    await current.waitFor();
    expect(await current.getByRole("img", { name: "Your current session" }).count()).toBe(1);
    await current.getByRole("button", { name: /^Delete your current session/ }).click();
    await here.page.getByRole("alertdialog").getByRole("button", { name: "Delete & sign out" }).click();
    await onSignIn(here.page);
    await here.page.getByText("You are signed out.").waitFor();
    await there.page.reload();
    await there.page.getByRole("heading", { name: "My API tokens" }).waitFor();
    await Promise.all([here.end(), there.end()]);
  });

  it("are found and sorted, the session one sits in before all others", async () => {
    const [here] = (await visitors("super@northwind.example")) as [Visit];
    const { page } = here;
    await page.goto("/user/security");
    await page.getByText(/^1 session and \d API tokens$/).waitFor();
    await page.getByRole("button", { name: "Last used" }).click();
    await expect.poll(() => new URL(page.url()).searchParams.get("sort")).toBe("-last_used");
    await page.getByRole("img", { name: "Your current session" }).waitFor();
    expect(await page.locator("tbody tr").first().innerText()).toContain("This session");
    expect(await page.locator("tbody tr").first().innerText()).toContain("Latchkey");
    await page.getByRole("searchbox").fill("terra");
    await page.getByText("1 row", { exact: true }).waitFor();
    expect(await page.locator("tbody tr").innerText()).toContain("Terraform");
    await page.goto("/account?dialog=sign-out-everywhere");
    await page
      .getByRole("alertdialog")
      .getByText(/^1 session and \d API tokens$/)
      .waitFor();
    await here.end();
  });

  it("an open dialog is in the address: a reload finds it, back closes it", async () => {
    const [here] = (await visitors(MEMBER)) as [Visit];
    await here.page.goto("/user/security");
    await here.page.getByRole("button", { name: "Delete all tokens" }).click();
    await here.page.reload();
    await here.page.getByRole("alertdialog", { name: "Delete all your tokens?" }).waitFor();
    await here.page.goBack();
    await expect.poll(() => here.page.getByRole("alertdialog").count()).toBe(0);
    expect(new URL(here.page.url()).pathname).toBe("/user/security");
    await here.end();
  });

  it("Delete all tokens ends 500 tokens and this session with them", async () => {
    const [here] = (await visitors("super@northwind.example")) as [Visit];
    await giveTokens(latchkey, "super@northwind.example", 500);
    await here.page.goto("/user/security");
    await here.page.getByRole("button", { name: "Delete all tokens" }).click();
    await here.page.getByRole("alertdialog").getByRole("button", { name: "Delete & sign out" }).click();
    await onSignIn(here.page);
    await here.page.getByText("all your API tokens are deleted").waitFor();
    const left = await latchkey.sql<{ n: number }>(
      "SELECT count(*) AS n FROM token WHERE user_id = (SELECT id FROM user WHERE email = 'super@northwind.example')",
    );
    expect(left).toEqual([{ n: 0 }]);
    await here.end();
  });
});

describe("Account info, Users, Security", () => {
  it("a Master Admin ends a member's session while the member clicks on", async () => {
    const [member, master] = (await visitors(MEMBER, "master@northwind.example")) as [Visit, Visit];
    const [{ id }] = (await latchkey.sql<{ id: string }>("SELECT id FROM user WHERE email = ?", MEMBER)) as [
      { id: string },
    ];
    await member.page.goto("/user/security");
    await master.page.goto(`/account/users/${id}/security`);
    await master.page.getByRole("heading", { name: "Mei Tanaka" }).waitFor();
    await master.page.getByRole("button", { name: "Delete all tokens" }).click();
    await master.page.getByRole("alertdialog").getByRole("button", { name: "Delete", exact: true }).click();
    await master.page.getByText("Mei Tanaka is not signed in anywhere, and has no API tokens.").waitFor();

    await nextClick(member.page);
    await onSignIn(member.page);
    const why = "An administrator of your organization ended this session. Sign in again.";
    await member.page.getByText(why).waitFor();
    await member.page.goto("/user");
    await member.page.getByText(why).waitFor();
    await until("the member's mail", async () =>
      (await latchkey.mail()).some(
        ({ to, subject }) => to.includes(MEMBER) && subject.includes("Mara Lindqvist"),
      ),
    );
    await Promise.all([member.end(REFUSED), master.end()]);
  });

  it("for anybody else, and for a user of elsewhere, the page does not exist", async () => {
    const [superuser, master] = (await visitors("super@northwind.example", "master@northwind.example")) as [
      Visit,
      Visit,
    ];
    const users = await latchkey.sql<{ id: string; email: string }>("SELECT id, email FROM user");
    const idOf = (email: string) => users.find((user) => user.email === email)?.id;
    await superuser.page.goto(`/account/users/${idOf(MEMBER)}/security`);
    await superuser.page.getByRole("heading", { name: "Not found" }).waitFor();
    await master.page.goto(`/account/users/${idOf("boss@fabrikam.example")}/security`);
    await master.page.getByRole("heading", { name: "Not found" }).waitFor();
    await Promise.all([superuser.end(), master.end(/status of 404/)]);
  });
});
