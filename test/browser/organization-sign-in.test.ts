import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { visit } from "../world/chromium.ts";
import { type IdentityProvider, startIdentityProvider } from "../world/identity-provider.ts";
import { lookFindings, signInAs } from "../world/in-the-browser.ts";
import { freshLatchkey, sharedChromium } from "../world/once-per-process.ts";
import { until } from "../world/until.ts";

const latchkey = await freshLatchkey();
const browser = await sharedChromium();
let provider: IdentityProvider;

beforeAll(async () => {
  provider = await startIdentityProvider(latchkey.origin);
});
afterAll(() => provider.end());

/** The provider's own pages ask for a font from elsewhere. */
async function aVisit() {
  const visited = await visit(browser, latchkey.origin);
  await visited.page.context().route(
    ({ hostname }) => hostname !== "localhost",
    (route) => route.fulfill({ body: "" }),
  );
  return visited;
}

/** Signs in on the provider's own pages. */
async function sayWhoThere(page: Page, address: string) {
  await page.locator("input[name=login]").fill(address);
  await page.locator("input[name=password]").fill("anything");
  await page.getByRole("button", { name: "Sign-in" }).click();
}

/** Signs in there, and allows it to tell Latchkey, which it asks once. */
async function signInThere(page: Page, address: string) {
  await sayWhoThere(page, address);
  await page.getByRole("button", { name: "Continue" }).click();
}

/** The end of the link in a mail that sets a password. */
async function linkOf(email: string): Promise<string> {
  await latchkey.anonymous({ origin: latchkey.origin }).rpc.session.forgotPassword.mutate({ email });
  const mail = await until("the mail with the link", async () =>
    (await latchkey.mail()).find(({ to }) => to.includes(email)),
  );
  return /set-password#(\w+)/.exec(mail.text ?? "")?.[1] ?? "";
}

test("an organization sets its provider, tests it, requires it, and its people sign in with it", async () => {
  const link = await linkOf("member@northwind.example");
  const { page, end } = await aVisit();
  await signInAs(page, "master@northwind.example");
  await page.goto("/account/sign-in");
  await page.getByLabel("Issuer").fill(provider.issuer);
  await page.getByLabel("Client ID").fill(provider.clientId);
  await page.getByLabel("Client secret").fill(provider.clientSecret);
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("One is kept, encrypted.").waitFor();
  expect(await page.getByLabel("Client secret").inputValue()).toBe("");
  expect(await page.getByRole("checkbox", { name: /^Require it/ }).isDisabled()).toBe(true);

  await page.getByRole("button", { name: "Test it now" }).click();
  await signInThere(page, "unverified@northwind.example");
  await page.getByText("The claim email_verified is missing or not true.").waitFor();

  // Signs out at the provider.
  await page.context().clearCookies({ domain: "localhost", name: /^_[a-z]/ });
  await page.getByRole("button", { name: "Test it now" }).click();
  await signInThere(page, "master@northwind.example");
  await page.getByText("The last test worked.").waitFor();
  expect(await lookFindings(page)).toEqual([]);

  await page.getByRole("checkbox", { name: /^Require it/ }).check();
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Only Master Admins can sign in another way.").waitFor();

  const member = await aVisit();
  await member.page.goto("/sign-in");
  await member.page.getByRole("textbox", { name: "E-mail" }).fill("member@northwind.example");
  await member.page.getByRole("button", { name: "Continue", exact: true }).click();
  await member.page.getByRole("button", { name: /^Continue with/ }).click();
  await signInThere(member.page, "member@northwind.example");
  await member.page.getByRole("heading", { name: "My API tokens" }).waitFor();

  // An old proof: what was typed waits until the provider has identified the person again, in a separate tab.
  await latchkey.sql("UPDATE token SET proved_at = 1 WHERE way = 'provider'");
  await member.page.getByRole("button", { name: "New token" }).click();
  await member.page.getByLabel("Name", { exact: true }).fill("Typed before");
  await member.page.getByRole("button", { name: "Generate token" }).click();
  const proof = member.page.getByRole("dialog", { name: "Confirm that it is you" });
  const opened = member.page.context().waitForEvent("page");
  await proof.getByRole("link", { name: "Confirm with Northwind Labs" }).click();
  expect(await lookFindings(member.page)).toEqual([]);
  await sayWhoThere(await opened, "member@northwind.example");
  await member.page.getByRole("button", { name: "Copy token" }).click();
  await member.page.getByRole("button", { name: "OK", exact: true }).click();
  await member.page.getByRole("row", { name: /Typed before/ }).waitFor();

  await member.page.goto(`/set-password#${link}`);
  await member.page.getByRole("heading", { name: "You need no password" }).waitFor();
  expect(await lookFindings(member.page)).toEqual([]);
  // The provider still knows them.
  await member.page.getByRole("link", { name: "Continue with Northwind Labs" }).click();
  await member.page.getByRole("heading", { name: "My API tokens" }).waitFor();

  const stranger = await aVisit();
  const { id } =
    (await latchkey.sql<{ id: string }>("SELECT id FROM organization WHERE name = 'Northwind Labs'"))[0] ??
    {};
  await stranger.page.goto(`/sign-in/with/${id}`);
  await signInThere(stranger.page, "nobody@northwind.example");
  await stranger.page.getByText("are not a member of this organization").waitFor();

  await latchkey.sql(
    `INSERT INTO membership (organization_id, user_id, name, role, permissions, visibility_groups, created_at)
     SELECT ?, id, 'Pavel at Northwind', 'member', '["tokens.personal"]', '[]', 9e15 FROM user WHERE email = ?`,
    id,
    "partner@fabrikam.example",
  );
  const partner = await aVisit();
  await signInAs(partner.page, "partner@fabrikam.example");
  await partner.page.getByRole("button", { name: /^Organization:/ }).click();
  await partner.page.getByRole("button", { name: "Northwind Labs", exact: true }).click();
  const elsewhere = partner.page.getByRole("alertdialog", { name: "Sign in to Northwind Labs" });
  await elsewhere.getByText("You signed in with a password").waitFor();
  await elsewhere.getByRole("button", { name: "Continue with Northwind Labs" }).click();
  await signInThere(partner.page, "partner@fabrikam.example");
  // That session is told of no other organization, so there is nothing to switch to.
  await partner.page.getByTitle("Northwind Labs").waitFor();

  await page.getByRole("button", { name: "Remove the identity provider" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Remove", exact: true }).click();
  await page.getByText("The identity provider is removed.").waitFor();
  // Latchkey asked for a proof, and took no password.
  for (const one of [stranger, member, partner, { end }]) await one.end(/status of 403/);
});
