import { env } from "cloudflare:workers";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { isolate } from "../../factories/isolate.ts";
import { scenario } from "../../factories/scenario.ts";
import { type StubProvider, stubProvider } from "../../factories/stub-provider.ts";
import { origin } from "../../world/in-workerd.ts";
import { catchMail, linkIn, type SentMail } from "../../world/sent-mail.ts";

let provider: StubProvider;
let here: ReturnType<typeof isolate>;

beforeAll(async () => {
  provider = await stubProvider();
});

beforeEach(() => {
  provider.answers.clear();
  vi.spyOn(globalThis, "fetch").mockImplementation(provider.fetch as typeof fetch);
  here = isolate();
});

async function place() {
  const domain = `d${crypto.randomUUID().slice(0, 8)}.example`;
  const { organization, member } = await scenario()
    .withOrganization()
    .withMember({ role: "master_admin", email: `master@${domain}`, name: "Master" })
    .withMember({ role: "master_admin", email: `boss@${domain}`, name: "Boss" })
    .withMember({ email: `mei@${domain}`, name: "Mei" })
    .written();
  const { password } = member;
  const settings = {
    issuer: "https://id.example",
    clientId: "latchkey",
    domains: [domain],
    required: false,
    trustEmails: false,
    newMembers: null,
  };
  const admin = await here.signedIn(`master@${domain}`, password);
  const set = async (further: object = {}) => {
    const answer = await admin.post("/trpc/organization.setIdentityProvider", { ...settings, ...further });
    const body = (await answer.json()) as {
      error?: { data: { reason: string } };
      result?: { data: { ended: number } };
    };
    return body.error?.data.reason ?? body.result?.data;
  };
  /** Tests the settings in this session. */
  const test = async (
    client = admin,
    claims: object = { email: `master@${domain}`, email_verified: true },
  ) => {
    const { url } = await client.rpc.organization.testIdentityProvider.mutate();
    const away = await client.fetch(url.slice(origin.length));
    if (!away.headers.get("location")?.startsWith(provider.issuer)) return away.headers.get("location");
    const parameters = provider.signIn(away.headers.get("location") ?? "", { ...claims });
    const cookie = away.headers.getSetCookie()[0]?.split(";")[0] as string;
    const back = await here.anonymous({ cookie }).fetch(`/sign-in/callback?${parameters}`);
    expect(back.headers.getSetCookie().join()).not.toContain("lks_");
    return back.headers.get("location");
  };
  const told = () => admin.rpc.organization.identityProvider.query();
  return { domain, organizationId: organization.id, admin, password, set, test, told };
}

describe("a provider and its test", () => {
  it("is required once whoever requires it has tested it as it is", async () => {
    const { set, test, told, domain, password } = await place();
    expect(await set({ required: true })).toBe("provider-untested");
    await set();
    expect(await test(undefined, { email: `master@${domain}` })).toBe("/account/sign-in");
    expect((await told())?.test).toMatchObject({ ok: false, problem: "email-unverified", yours: true });
    expect(await set({ required: true })).toBe("provider-untested");
    await test(await here.signedIn(`boss@${domain}`, password));
    expect((await told())?.test).toMatchObject({ ok: true, yours: false });
    expect(await set({ required: true })).toBe("provider-untested");
    await test();
    expect(await set({ required: true, clientId: "another" })).toBe("provider-untested");
    expect(await set({ required: true })).toMatchObject({ required: true });
  });

  it("tells a provider that does not answer beside the settings", async () => {
    const { set, test, told } = await place();
    await set();
    provider.answers.set("/.well-known/openid-configuration", () => new Response(null, { status: 503 }));
    expect(await test()).toBe("/account/sign-in");
    expect((await told())?.test).toMatchObject({ ok: false, problem: "provider-silent" });
  });
});

describe("a provider that is required", () => {
  async function required() {
    const it = await place();
    const mei = await here.signedIn(`mei@${it.domain}`, it.password);
    await it.set();
    await it.test();
    expect((await it.told())?.otherSessions).toBe(1);
    const outcome = await it.set({ required: true });
    return { ...it, mei, outcome };
  }

  it("ends the sessions that came in otherwise, and lets none in", async () => {
    const { mei, outcome, domain, password, organizationId } = await required();
    expect(outcome).toMatchObject({ ended: 1 });
    expect(await mei.rpc.session.current.query()).toBeNull();
    const signIn = await here
      .anonymous({ origin })
      .post("/trpc/session.signIn", { email: `mei@${domain}`, password });
    expect(await signIn.json()).toMatchObject({
      error: {
        data: {
          reason: "provider-required",
          provider: { name: "Northwind Labs", url: `/sign-in/with/${organizationId}` },
        },
      },
    });
    const token = await here.anonymous().post("/api-token-auth", { username: `mei@${domain}`, password });
    expect(token.status).toBe(403);
    expect(await token.json()).toMatchObject({ code: "provider-required" });
    await here.anonymous({ origin }).post("/trpc/session.forgotPassword", { email: `mei@${domain}` });
    await here.settled();
    const mails = await env.DB.prepare("SELECT count(*) AS n FROM outbox WHERE recipient = ?")
      .bind(`mei@${domain}`)
      .first("n");
    expect(mails).toBe(0);
  });

  it("is told to who holds a link to set a password, before there is one to set", async () => {
    const { domain, organizationId, set, test } = await place();
    const mail = catchMail();
    await here.anonymous({ origin }).post("/trpc/session.forgotPassword", { email: `mei@${domain}` });
    await expect.poll(() => mail.length).toBe(1);
    const check = async () => {
      const link = linkIn(mail[0] as SentMail);
      return (await here.anonymous({ origin }).post("/trpc/session.checkLink", { link })).json();
    };
    expect(await check()).toMatchObject({ result: { data: { email: `mei@${domain}` } } });
    await set();
    await test();
    await set({ required: true });
    expect(await check()).toMatchObject({
      error: {
        data: {
          reason: "provider-required",
          provider: { name: "Northwind Labs", url: `/sign-in/with/${organizationId}` },
        },
      },
    });
  });

  it("lets Master Admins in, loudly", async () => {
    const { domain, password, organizationId } = await required();
    await here.signedIn(`boss@${domain}`, password);
    const token = await here.anonymous().post("/api-token-auth", { username: `boss@${domain}`, password });
    expect(token.status).toBe(200);
    const recorded = await env.DB.prepare(
      "SELECT detail ->> 'way' AS way FROM activity WHERE organization_id = ? AND action = 'session.break-glass' ORDER BY rowid",
    )
      .bind(organizationId)
      .all<{ way: string }>();
    expect(recorded.results.map(({ way }) => way)).toEqual(["password", "api-token-auth"]);
    const mail = await env.DB.prepare(
      "SELECT recipient FROM outbox WHERE organization_id = ? AND notice ->> 'kind' = 'break-glass'",
    )
      .bind(organizationId)
      .all<{ recipient: string }>();
    expect(mail.results.map(({ recipient }) => recipient).sort()).toEqual([
      `boss@${domain}`,
      `boss@${domain}`,
      `master@${domain}`,
      `master@${domain}`,
    ]);
  });

  it("is so no more when it is removed", async () => {
    const { admin, domain, password } = await required();
    await admin.rpc.organization.removeIdentityProvider.mutate();
    expect(await admin.rpc.organization.identityProvider.query()).toBeNull();
    await here.signedIn(`mei@${domain}`, password);
  });
});
