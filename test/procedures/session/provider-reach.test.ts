import { beforeAll, beforeEach, expect, it, vi } from "vitest";
import { isolate } from "../../factories/isolate.ts";
import { PASSWORD } from "../../factories/password.ts";
import { rows } from "../../factories/rows.ts";
import { scenario } from "../../factories/scenario.ts";
import { type StubProvider, stubProvider } from "../../factories/stub-provider.ts";
import { origin } from "../../world/in-workerd.ts";
import { refusalOf } from "../../world/refusals.ts";

/**
 * An organization's administrators choose what its provider says, so they can come in as anybody whom they have
 * invited. That must reach nothing outside of the organization.
 */

let provider: StubProvider;
let here: ReturnType<typeof isolate>;

beforeAll(async () => {
  provider = await stubProvider();
});

beforeEach(() => {
  vi.spyOn(globalThis, "fetch").mockImplementation(provider.fetch as typeof fetch);
  here = isolate();
});

const SETTINGS = {
  issuer: "https://id.example",
  clientId: "latchkey",
  domains: [] as string[],
  required: false,
  trustEmails: false,
  newMembers: null,
};

/** Somebody of one organization, whom another one invited; and that one's Master Admin, with a provider. */
async function place(role: "member" | "master_admin" = "member") {
  const domain = `d${crypto.randomUUID().slice(0, 8)}.example`;
  const theirs = await scenario()
    .withOrganization({ name: "Theirs" })
    .withMember({ email: `mei@${domain}` })
    .withToken()
    .written();
  const ours = await scenario()
    .withOrganization({ name: "Ours" })
    .withMember({ role: "master_admin" })
    .written();
  const admin = await here.signedIn(ours.member.user.email as string);
  await admin.rpc.organization.setIdentityProvider.mutate(SETTINGS);
  await admin.rpc.team.addMember.mutate({ email: `mei@${domain}`, name: "Mei", role });
  return { domain, email: `mei@${domain}`, admin, theirs, organizationId: ours.organization.id };
}

async function come(organizationId: string, email: string, { query = "", cookie = "" } = {}) {
  const away = await here.anonymous({ cookie }).fetch(`/sign-in/with/${organizationId}${query}`);
  const to = away.headers.get("location") ?? "";
  if (!to.startsWith(provider.issuer)) return { to, client: here.anonymous({ origin }) };
  const parameters = provider.signIn(to, { sub: "sub", email, email_verified: true });
  const flow = away.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  const back = await here.anonymous({ cookie: flow }).fetch(`/sign-in/callback?${parameters}`);
  const session = back.headers.getSetCookie().find((one) => one.startsWith("__Host-latchkey="));
  const client = here.anonymous({ origin, cookie: session?.split(";")[0] ?? "" });
  return { to: back.headers.get("location") ?? "", client };
}

it("deletes no account", async () => {
  const { email, organizationId, theirs } = await place();
  const { client } = await come(organizationId, email);
  expect(await refusalOf(client.rpc.profile.deleteAccount.mutate())).toMatchObject({
    reason: "way-too-narrow",
  });
  expect((await here.bearer(theirs.token.text).fetch("/api/v1/me")).status).toBe(200);
});

it("claims no domain of the deployment", async () => {
  const { email, domain, organizationId, admin } = await place("master_admin");
  const { client } = await come(organizationId, email);
  const set = (domains: string[]) =>
    refusalOf(client.rpc.organization.setIdentityProvider.mutate({ ...SETTINGS, domains }));
  expect(await set([domain])).toMatchObject({ reason: "way-too-narrow", field: "domains" });
  expect(await admin.rpc.session.methods.mutate({ email })).toMatchObject({ provider: null });
  await rows("INSERT INTO provider_domain VALUES (?, ?)", domain, organizationId);
  await client.rpc.organization.setIdentityProvider.mutate({
    ...SETTINGS,
    domains: [domain],
    trustEmails: true,
  });
});

it("is told of no other organization", async () => {
  const { email, organizationId, theirs } = await place();
  const { client } = await come(organizationId, email);
  const session = await client.rpc.session.current.query();
  expect(session?.organizations.map(({ name }) => name)).toEqual(["Ours"]);
  const [known, unknown] = await Promise.all(
    [theirs.organization.id, "org_unknown00000"].map(async (id) =>
      (await client.post("/trpc/session.switchOrganization", { organizationId: id })).text(),
    ),
  );
  expect(known).toContain("other-sign-in-needed");
  expect(known).toBe(unknown);
});

it("proves no session that reaches further", async () => {
  const { email, organizationId } = await place();
  await come(organizationId, email);
  const signedIn = await here
    .anonymous({ origin })
    .post("/trpc/session.signIn", { email, password: PASSWORD, organizationId });
  const cookie = signedIn.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  const { to } = await come(organizationId, email, { query: "?for=prove", cookie });
  expect(new URL(to, origin).searchParams.get("reason")).toBe("proof-way-other");
});

it.each(["https://ID.example/", "https://id.example:443"])(
  "is gone with the provider, however the settings spell it: %s",
  async (issuer) => {
    const { email, organizationId, admin } = await place();
    await admin.rpc.organization.setIdentityProvider.mutate({ ...SETTINGS, issuer });
    await come(organizationId, email);
    const links = () => rows("SELECT issuer FROM provider_subject WHERE organization_id = ?", organizationId);
    expect(await links()).toEqual([{ issuer: "https://id.example" }]);
    await admin.rpc.organization.removeIdentityProvider.mutate();
    expect(await links()).toEqual([]);
  },
);
