import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import type { Visit } from "../world/chromium.ts";
import { signInAs, visitSignedIn } from "../world/in-the-browser.ts";
import { freshLatchkey, sharedChromium } from "../world/once-per-process.ts";

/** A request of the old session that was under way when the session ended. */
const REFUSED = /status of 401/;

const latchkey = await freshLatchkey();
const browser = await sharedChromium();

const visitors = (...emails: string[]) => visitSignedIn(browser, latchkey.origin, emails);

const onSignIn = (page: Page) => page.waitForURL((url) => url.pathname === "/sign-in");

describe("Account info", () => {
  it("Sign out everywhere ends every session and API token, each browser's next click tells so", async () => {
    const partner = "partner@fabrikam.example";
    const [here, there] = (await visitors(partner, partner)) as [Visit, Visit];
    const client = await latchkey.signedIn(partner);
    const { token } = await client.rpc.tokens.create.mutate({ name: "soon gone" });
    await here.page.goto("/account");
    await here.page.getByRole("button", { name: "Sign out everywhere" }).click();
    await here.page.getByRole("alertdialog").getByRole("button", { name: "Sign out everywhere" }).click();
    await onSignIn(here.page);
    await here.page
      .getByText("You are signed out everywhere, and all your API tokens are deleted.")
      .waitFor();
    await there.page.reload();
    await there.page.getByText("Your session has ended. Sign in again.").waitFor();
    expect((await latchkey.bearer(token).fetch("/api/v1/me")).status).toBe(401);
    await Promise.all([here.end(), there.end()]);
  });

  it("a member of two organizations switches to the partner hub, and the old session ends", async () => {
    await latchkey.sql(
      `INSERT INTO membership (organization_id, user_id, name, role, permissions, visibility_groups, created_at)
       SELECT organization.id, user.id, 'Rosa Delgado', 'member', '["tokens.personal"]', '[]', ?
       FROM organization, user WHERE organization.kind = 'partner' AND email = 'restricted@northwind.example'`,
      Date.now(),
    );
    const [here] = (await visitors("restricted@northwind.example")) as [Visit];
    await here.page.getByRole("button", { name: "Organization: Northwind Labs" }).click();
    await here.page.getByRole("button", { name: "Fabrikam Partners", exact: true }).click();
    await here.page.waitForURL((url) => url.pathname === "/partner");
    await here.page.getByRole("button", { name: "Organization: Fabrikam Partners" }).waitFor();
    await here.page.getByRole("heading", { name: "Customers" }).waitFor();
    const sessions = await latchkey.sql<{ name: string }>(
      `SELECT organization.name FROM token JOIN organization ON organization.id = organization_id
       JOIN user ON user.id = user_id WHERE token.kind = 'session' AND email = 'restricted@northwind.example'`,
    );
    expect(sessions).toEqual([{ name: "Fabrikam Partners" }]);
    await here.end(REFUSED);
  });

  it("a page that another tab signed somebody else in behind of changes nothing of theirs, and says so", async () => {
    const [here] = (await visitors("member@northwind.example")) as [Visit];
    await here.page.goto("/settings/api-tokens?dialog=new");
    await here.page.getByLabel("Name", { exact: true }).fill("Meant for Northwind");
    const context = here.page.context();
    await context.clearCookies();
    const there = await context.newPage();
    await signInAs(there, "boss@fabrikam.example");

    await here.page.getByRole("button", { name: "Generate token" }).click();
    await here.page
      .getByText(/^Nothing was changed: .* is signed in here now, at Fabrikam Partners\.$/)
      .waitFor();
    await here.page.getByText("boss@fabrikam.example").waitFor();
    expect(await latchkey.sql("SELECT 1 FROM token WHERE name = 'Meant for Northwind'")).toEqual([]);
    await here.end(REFUSED);
  });
});
