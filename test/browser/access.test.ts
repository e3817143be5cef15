import type { Page } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import { startAccessTeam } from "../world/access-team.ts";
import { visit } from "../world/chromium.ts";
import { fillInSignIn, lookFindings } from "../world/in-the-browser.ts";
import { startLatchkey } from "../world/latchkey.ts";
import { sharedChromium } from "../world/once-per-process.ts";

const MEMBER = "member@northwind.example";
const ORGANIZATION = "org_3fA9xQ2LmZ7p";

const team = await startAccessTeam();
const latchkey = await startLatchkey({ vars: { ...team.vars, ACCESS_ORGANIZATION: ORGANIZATION } });
const browser = await sharedChromium();

await latchkey.sql(
  `INSERT INTO organization (id, name, kind, api_permissions, created_at)
   VALUES (?, 'Contoso', 'customer', '[]', 1)`,
  ORGANIZATION,
);
await latchkey.sql(
  `INSERT INTO membership (organization_id, user_id, name, role, permissions, visibility_groups, created_at)
   SELECT ?, id, 'Mei at Contoso', 'member', '["tokens.personal"]', '[]', 9e15 FROM user WHERE email = ?`,
  ORGANIZATION,
  MEMBER,
);

afterAll(async () => {
  await latchkey.stop();
  await team.end();
});

/** Sets what Cloudflare Access puts into each request from now on. */
const say = (page: Page, assertion: string) =>
  page.setExtraHTTPHeaders({ "Cf-Access-Jwt-Assertion": assertion });

const nowS = () => Math.floor(Date.now() / 1000);

test("whom Access knows is signed in where they wanted to go, confirms by it who they are, and leaves", async () => {
  const { page, end } = await visit(browser, latchkey.origin);
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  const signsInByAccess = () => asked.filter((path) => path.endsWith("session.signInWithAccess")).length;

  await say(page, await team.assertionOf(MEMBER, { forged: true }));
  await page.goto("/user/security");
  await page.getByText("not signed by Cloudflare Access and cannot be trusted").waitFor();
  expect(await latchkey.sql("SELECT id FROM token WHERE kind = 'session'")).toEqual([]);
  expect(await lookFindings(page)).toEqual([]);

  await say(page, await team.assertionOf(MEMBER, { iat: nowS() - 9 * 3600 }));
  await page.goto("/user/security");
  await page.getByText(/^1 session/).waitFor();
  expect(new URL(page.url()).pathname).toBe("/user/security");

  await page.goto("/settings/api-tokens");
  await page.getByRole("button", { name: "New token" }).click();
  const draft = page.getByRole("dialog", { name: "New token" });
  await draft.getByLabel("Name", { exact: true }).fill("Typed before");
  await draft.getByRole("button", { name: "Generate token" }).click();
  const proof = page.getByRole("dialog", { name: "Confirm that it is you" });
  const confirm = proof.getByRole("button", { name: "Confirm with Cloudflare Access" });
  await confirm.click();
  await proof.getByText("too long ago").waitFor();
  expect(await lookFindings(page)).toEqual([]);
  await say(page, await team.assertionOf(MEMBER));
  await confirm.click();
  await page.getByRole("alertdialog", { name: "Copy your new token" }).waitFor();
  await page.getByRole("button", { name: "Copy token" }).click();
  await page.getByRole("button", { name: "OK", exact: true }).click();
  await page.getByRole("row", { name: /Typed before/ }).waitFor();

  await page.getByRole("button", { name: "Profile menu" }).click();
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await page.getByText("You are signed out.").waitFor();
  await page.getByRole("button", { name: "Continue with Cloudflare Access" }).waitFor();
  const before = signsInByAccess();
  await page.reload();
  await page.getByText("Cloudflare Access still knows you").waitFor();
  await page.waitForLoadState("networkidle");
  expect(signsInByAccess()).toBe(before);
  expect(await lookFindings(page)).toEqual([]);

  await page.getByRole("button", { name: "Continue with Cloudflare Access" }).click();
  await page.getByRole("heading", { name: "My API tokens" }).waitFor();
  await page.getByRole("button", { name: /^Organization:/ }).click();
  await page.getByRole("button", { name: "Northwind Labs" }).click();
  const elsewhere = page.getByRole("alertdialog", { name: "Sign in to Northwind Labs" });
  await elsewhere.getByText("by Cloudflare Access").waitFor();
  expect(await lookFindings(page)).toEqual([]);
  await elsewhere.getByRole("button", { name: "Sign out and sign in there" }).click();
  await page.getByText("Sign in to the other organization in a way that it accepts.").waitFor();
  await fillInSignIn(page, MEMBER);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("button", { name: "Organization: Northwind Labs" }).waitFor();
  expect(await latchkey.sql("SELECT way FROM token WHERE kind = 'session'")).toEqual([{ way: "password" }]);
  await end(/status of 40[13]/);
});

test("a session ends in a sentence with the team that opened it, and another team's word opens one anew", async () => {
  const { page, end } = await visit(browser, latchkey.origin);
  await say(page, await team.assertionOf(MEMBER));
  await page.goto("/settings/api-tokens");
  await page.getByRole("heading", { name: "My API tokens" }).waitFor();

  const other = await startAccessTeam();
  try {
    await latchkey.vary(other.vars);
    await page.getByRole("link", { name: "Account info" }).click();
    await page.getByText("Your organization has changed how people sign in. Sign in again.").waitFor();
    const goOn = page.getByRole("button", { name: "Continue with Cloudflare Access" });
    await goOn.click();
    await page.getByText("Another team of Cloudflare Access let you in").waitFor();
    expect(await lookFindings(page)).toEqual([]);

    await say(page, await other.assertionOf(MEMBER));
    await goOn.click();
    await page.getByRole("button", { name: "Profile menu" }).waitFor();
    expect(new URL(page.url()).pathname).toBe("/account");
    await end(/status of 40[13]/);
  } finally {
    await other.end();
  }
});
