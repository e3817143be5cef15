import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { issueToken } from "../factories/demo-token.ts";
import { membersByEmail } from "../factories/members.ts";
import { type Visit, visit } from "../world/chromium.ts";
import { lookFindings, signInAs } from "../world/in-the-browser.ts";
import { freshLatchkey, sharedChromium } from "../world/once-per-process.ts";

const LONG = "Quarterly-reconciliation-of-everything-".repeat(2).slice(0, 78);
const UNBROKEN = "QuarterlyReconciliation".repeat(5).slice(0, 100);

const latchkey = await freshLatchkey();
const browser = await sharedChromium();
let ids: Awaited<ReturnType<typeof membersByEmail>>;
let token: string;
let invited: string;
let unbroken: string;

beforeAll(async () => {
  ids = await membersByEmail(latchkey.env.DB);
  token = (await issueToken(latchkey.env, "ci-bot", { name: LONG })).id;
  const { rpc } = await latchkey.signedIn("super@northwind.example");
  await rpc.team.addServiceUser.mutate({ name: LONG });
  const email = `${LONG.slice(0, 50)}@northwind.example`.toLowerCase();
  invited = (await rpc.team.addMember.mutate({ email, name: "Newcomer Álvarez", role: "member" })).id;
  await rpc.organization.defineGroup.mutate({ name: LONG });
  unbroken = (await rpc.team.addMember.mutate({ email: "unbroken@northwind.example", name: UNBROKEN })).id;
  await rpc.organization.defineGroup.mutate({ name: `${UNBROKEN.slice(0, 99)}2` });
});

interface Place {
  path: () => string;
  /** What shows that the page is ready: a heading, or a dialog's name. */
  heading?: string;
  dialog?: string;
}

const PLACES: Place[] = [
  { path: () => "/account", heading: "Account info" },
  { path: () => "/account/users", heading: "Team" },
  { path: () => "/account/users?dialog=invite", dialog: "Invite member" },
  { path: () => "/account/users?dialog=service-user", dialog: "Add service user" },
  { path: () => `/account/users/${ids.member}`, heading: "Mei Tanaka" },
  { path: () => `/account/users/${invited}`, heading: "Newcomer Álvarez" },
  { path: () => `/account/users/${unbroken}`, heading: UNBROKEN },
  { path: () => `/account/users/${unbroken}/security`, heading: UNBROKEN },
  { path: () => `/account/users/${unbroken}?dialog=remove`, dialog: `Remove ${UNBROKEN}?` },
  { path: () => `/account/users/${ids.member}?dialog=deactivate`, dialog: "Deactivate Mei Tanaka?" },
  { path: () => `/account/users/${ids.member}?dialog=remove`, dialog: "Remove Mei Tanaka?" },
  { path: () => `/account/users/${ids["ci-bot"]}?dialog=new`, dialog: "New token for ci-bot" },
  { path: () => "/account/permissions", heading: "Permissions and groups" },
  { path: () => "/account/policy", heading: "Policy" },
  { path: () => "/account/sign-in", heading: "Sign-in" },
  { path: () => "/account/permissions?dialog=define-permission", dialog: "Define permission" },
  { path: () => "/account/permissions?dialog=import-endpoints", dialog: "Import from OpenAPI" },
  { path: () => "/account/permissions?dialog=define-group", dialog: "Define group" },
  { path: () => "/account/permissions?dialog=remove-group&of=EMEA", dialog: "Remove EMEA?" },
  { path: () => "/account/api-tokens?sort=-name", heading: "Organization API tokens" },
  { path: () => "/account/api-tokens?dialog=identify", dialog: "Whose token is this?" },
  { path: () => `/account/api-tokens?dialog=revoke&of=${token}`, dialog: `Revoke “${LONG}”?` },
  { path: () => `/account/api-tokens/${token}`, heading: LONG },
  { path: () => "/account/activity", heading: "Activity" },
  { path: () => `/account/activity?user=${ids.member}`, heading: "Activity" },
];

describe("axe finds nothing, in light and dark, and nothing is cut off", () => {
  let visited: Visit;

  beforeAll(async () => {
    visited = await visit(browser, latchkey.origin);
    await visited.page.emulateMedia({ reducedMotion: "reduce" });
    await signInAs(visited.page, "master@northwind.example");
  });

  afterAll(() => visited.end());

  it.each(PLACES.map((place) => [place.dialog ?? place.heading, place] as const))("%s", async (_, place) => {
    const { path, heading, dialog } = place;
    const { page } = visited;
    await page.goto(path());
    if (heading) await page.getByRole("heading", { name: heading, level: 1 }).waitFor();
    if (dialog) await page.locator("[role=dialog], [role=alertdialog]").getByText(dialog).first().waitFor();
    await page.waitForLoadState("networkidle");
    expect(await lookFindings(page)).toEqual([]);
  });

  it("the partner's customers", async () => {
    const { page, end } = await visit(browser, latchkey.origin);
    await signInAs(page, "boss@fabrikam.example");
    await page.getByRole("row", { name: /Northwind Labs/ }).waitFor();
    expect(await lookFindings(page)).toEqual([]);
    await end();
  });
});
