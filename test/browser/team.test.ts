import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { issueToken } from "../factories/demo-token.ts";
import { membersByEmail } from "../factories/members.ts";
import { visit } from "../world/chromium.ts";
import { axeFindings, signInAs } from "../world/in-the-browser.ts";
import { freshLatchkey, sharedChromium } from "../world/once-per-process.ts";

const latchkey = await freshLatchkey();
const browser = await sharedChromium();
let ids: Awaited<ReturnType<typeof membersByEmail>>;

beforeAll(async () => {
  ids = await membersByEmail(latchkey.env.DB);
});

const personalTokens = (page: Page) =>
  page.getByRole("switch", { name: "Can create and manage personal API tokens" });

async function at(path: string, email = "super@northwind.example") {
  const { page, end } = await visit(browser, latchkey.origin);
  await signInAs(page, email);
  await page.goto(path);
  return { page, end };
}

async function save(page: Page) {
  await page.getByRole("button", { name: /^Save/ }).click();
  await page.getByText("Not saved yet", { exact: true }).waitFor({ state: "detached" });
}

describe("Team", () => {
  it("the gear opens the member; the switch off blocks their tokens, and on again unblocks them", async () => {
    const { token } = await issueToken(latchkey.env, "member@northwind.example");
    const caller = latchkey.bearer(token);
    const { page, end } = await at("/account/users?q=mei");
    await page.getByRole("link", { name: "Edit Mei Tanaka" }).click();
    await page.getByRole("heading", { name: "Mei Tanaka", level: 1 }).waitFor();

    expect(await personalTokens(page).isChecked()).toBe(true);
    expect(await page.locator("form").innerText()).toContain("blocks existing tokens while it is off");
    await personalTokens(page).click();
    await save(page);
    expect((await caller.fetch("/api/v1/me")).status).toBe(401);
    await page.getByText("None works while").waitFor();

    // Switched on again in the list.
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Team" }).click();
    const inList = page.getByRole("switch", { name: /^Mei Tanaka: Can create and manage/ });
    expect(await inList.isChecked()).toBe(false);
    await inList.click();
    await page
      .getByRole("row", { name: /Mei Tanaka/ })
      .getByText("On", { exact: true })
      .waitFor();
    await expect.poll(async () => (await caller.fetch("/api/v1/me")).status).toBe(200);
    await end();
  });

  it("the second of two superusers who edit a member is told what the first did, and loses nothing", async () => {
    const path = `/account/users/${ids.restricted}`;
    const first = await at(path, "master@northwind.example");
    const second = await at(path);
    const name = second.page.getByLabel("Name", { exact: true });
    await name.fill("Rosa M. Delgado");
    await second.page.getByRole("checkbox", { name: "EMEA" }).check();

    await first.page.getByRole("checkbox", { name: /reports:write/ }).check();
    await save(first.page);
    await second.page.getByRole("button", { name: "Save changes" }).click();

    const told = second.page.getByRole("alert").filter({ hasText: "has changed this member" });
    await told.waitFor();
    expect(await told.innerText()).toContain("Mara Lindqvist has changed this member in the meantime.");
    expect(await told.innerText()).toContain("Permissions given: reports:write.");
    expect(await name.inputValue()).toBe("Rosa M. Delgado");
    expect(await second.page.getByRole("checkbox", { name: "EMEA" }).isChecked()).toBe(true);
    expect(await second.page.getByRole("checkbox", { name: /reports:write/ }).isChecked()).toBe(true);
    const { rpc } = await latchkey.signedIn("super@northwind.example");
    expect((await rpc.team.member.query({ userId: ids.restricted })).name).toBe("Rosa Delgado");

    await second.page.getByRole("button", { name: "Save all the same" }).click();
    await second.page.getByText("Not saved yet", { exact: true }).waitFor({ state: "detached" });
    expect(await rpc.team.member.query({ userId: ids.restricted })).toMatchObject({
      name: "Rosa M. Delgado",
      permissions: ["reports:read", "reports:write"],
      visibilityGroups: ["APAC", "EMEA"],
    });
    await first.end();
    await second.end(/409/);
  });

  it("a member is invited by mail, and what is wrong is said beside the field", async () => {
    const { page, end } = await at("/account/users");
    await page.getByRole("row", { name: /ci-bot/ }).waitFor();
    await page.keyboard.press("n");
    const dialog = page.getByRole("dialog", { name: "Invite member" });
    await dialog.getByLabel("E-mail").fill("member@northwind.example");
    await dialog.getByLabel("Name", { exact: true }).fill("Nadia Haddad");
    await dialog.getByRole("checkbox", { name: "APAC" }).check();
    await dialog.getByRole("button", { name: "Send invitation" }).click();
    await dialog.getByText("is a member of this organization already").waitFor();
    await dialog.getByLabel("E-mail").fill("nadia@northwind.example");
    await dialog.getByRole("button", { name: "Send invitation" }).click();
    await page.getByRole("row", { name: /Nadia Haddad/ }).waitFor();
    await latchkey.runJobs();
    const mail = (await latchkey.mail()).find(({ to }) => to.includes("nadia@northwind.example"));
    expect(mail?.text).toContain("/set-password#");
    expect(await page.getByRole("radio").count()).toBe(0);

    const invited = page.getByRole("row", { name: /Nadia Haddad/ });
    await invited.getByText(/by\sSamuel Okafor/).waitFor();
    await invited.getByRole("button", { name: "Send again to Nadia Haddad" }).click();
    await page.getByText("A new link is on its way to nadia@northwind.example.").waitFor();
    await invited.getByRole("button", { name: /^Withdraw/ }).click();
    const withdraw = page.getByRole("alertdialog", { name: "Withdraw the invitation of Nadia Haddad?" });
    expect(await axeFindings(page)).toEqual([]);
    await withdraw.getByRole("button", { name: "Withdraw", exact: true }).click();
    await expect.poll(() => invited.count()).toBe(0);
    await end(/409/);
  });

  it("a service user is added, gets a token, which works until it is removed", async () => {
    const { page, end } = await at("/account/users?dialog=service-user");
    const dialog = page.getByRole("dialog", { name: "Add service user" });
    await dialog.getByLabel("Name", { exact: true }).fill("Nightly report");
    await dialog.getByRole("checkbox", { name: /reports:read/ }).check();
    await dialog.getByRole("button", { name: "Add service user" }).click();
    await page.getByRole("heading", { name: "Nightly report", level: 1 }).waitFor();

    await page.getByRole("button", { name: "New token" }).click();
    const create = page.getByRole("dialog", { name: "New token for Nightly report" });
    expect(await create.innerText()).toContain("all that Nightly report may do");
    await create.getByLabel("Name", { exact: true }).fill("Cron");
    await create.getByRole("button", { name: "Generate token" }).click();
    await page.getByRole("button", { name: "Copy token" }).click();
    const token = await page.evaluate(() => navigator.clipboard.readText());
    await page.getByRole("button", { name: "OK", exact: true }).click();
    const caller = latchkey.bearer(token);
    expect(await (await caller.fetch("/api/v1/me")).json()).toMatchObject({
      user: { name: "Nightly report", kind: "service" },
      permissions: ["tokens.personal", "reports:read"],
    });

    await page.getByRole("button", { name: "Remove from the organization" }).click();
    const confirm = page.getByRole("alertdialog", { name: "Remove Nightly report?" });
    await confirm.getByText("1 API token ends").waitFor();
    await confirm.getByRole("button", { name: "Remove", exact: true }).click();
    await page.waitForURL("**/account/users");
    expect((await caller.fetch("/api/v1/me")).status).toBe(401);
    await end();
  });

  it("a superuser cannot touch a Master Admin, nor give roles", async () => {
    const { page, end } = await at(`/account/users/${ids.master}`);
    await page.getByText("Only a Master Admin may change a Master Admin.").waitFor();
    expect(await page.getByLabel("Name", { exact: true }).isDisabled()).toBe(true);
    expect(await page.getByRole("button", { name: /Deactivate|Remove from/ }).count()).toBe(0);
    await page.goto(`/account/users/${ids.member}`);
    await page.getByText("Only a Master Admin changes roles.").waitFor();
    expect(await page.getByRole("radio").count()).toBe(0);
    await end();
  });

  it("permissions and groups are defined, described, renamed and removed", async () => {
    const { page, end } = await at("/account/permissions");
    await page.getByRole("button", { name: "Define permission" }).click();
    const define = page.getByRole("dialog", { name: "Define permission" });
    await define.getByLabel("Key").fill("tokens.mine");
    await define.getByLabel("Description").fill("Can send invoices");
    await define.getByRole("button", { name: "Define", exact: true }).click();
    await define.getByText("are Latchkey's own").waitFor();
    await define.getByLabel("Key").fill("invoices:send");
    await define.getByRole("button", { name: "Define", exact: true }).click();
    const permission = page.getByRole("listitem").filter({ hasText: "invoices:send" });
    await permission.waitFor();
    await page.getByRole("button", { name: "Change invoices:send" }).click();
    await page.getByLabel("Description").fill("Can send and cancel invoices");
    await page.getByRole("button", { name: "Save" }).click();
    await permission.getByText("Can send and cancel invoices").waitFor();
    await page.getByRole("button", { name: "Remove invoices:send" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Remove", exact: true }).click();
    await permission.waitFor({ state: "detached" });

    await page.getByRole("button", { name: "Rename APAC" }).click();
    await page.getByRole("dialog", { name: "Rename APAC" }).getByLabel("Name").fill("Asia");
    await page.getByRole("button", { name: "Rename", exact: true }).click();
    await page.getByRole("button", { name: "Rename Asia" }).waitFor();
    const { rpc } = await latchkey.signedIn("super@northwind.example");
    expect((await rpc.team.member.query({ userId: ids.restricted })).visibilityGroups).toContain("Asia");
    await end(/400/);
  });

  it("a member sees those who share a group, and opens nobody", async () => {
    const { page, end } = await at("/account/users", "member@northwind.example");
    await page.getByRole("row", { name: /ci-bot/ }).waitFor();
    expect(await page.getByRole("row", { name: /Samuel Okafor/ }).count()).toBe(0);
    expect(await page.getByRole("link", { name: /^Edit/ }).count()).toBe(0);
    expect(await page.getByRole("button", { name: /Invite|Add service/ }).count()).toBe(0);
    await page.goto(`/account/users/${ids.member}`);
    await page.getByRole("heading", { name: "Not found" }).waitFor();
    await end();
  });

  it("what is not saved is asked about before it is left behind", async () => {
    const { page, end } = await at(`/account/users/${ids.gateway}`);
    await page.getByLabel("Name", { exact: true }).fill("gateway two");
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Activity" }).click();
    const leave = page.getByRole("alertdialog", { name: "Leave without saving?" });
    await leave.getByRole("button", { name: "Cancel" }).click();
    expect(await page.getByLabel("Name", { exact: true }).inputValue()).toBe("gateway two");
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Activity" }).click();
    await leave.getByRole("button", { name: "Leave" }).click();
    await page.getByRole("heading", { name: "Activity", level: 1 }).waitFor();
    await end();
  });

  it("what is not saved outlives a reload and the end of the session, until it is discarded", async () => {
    const { page, end } = await at(`/account/users/${ids.gateway}`);
    const name = page.getByLabel("Name", { exact: true });
    await name.fill("gateway two");
    page.on("dialog", (question) => question.accept());
    await page.reload();
    await expect.poll(() => name.inputValue()).toBe("gateway two");

    await page.context().clearCookies();
    await page.getByRole("button", { name: /^Save/ }).click();
    await page.waitForURL((url) => url.pathname === "/sign-in");
    await signInAs(page, "super@northwind.example");
    await expect.poll(() => name.inputValue()).toBe("gateway two");
    await page.getByRole("button", { name: "Discard" }).click();
    await page.reload();
    await expect.poll(() => name.inputValue()).toBe("gateway");
    await end(/401/);
  });
});
