import { env } from "cloudflare:workers";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { isolate } from "../../factories/isolate.ts";
import { scenario } from "../../factories/scenario.ts";
import { type StubProvider, stubProvider } from "../../factories/stub-provider.ts";
import { origin } from "../../world/in-workerd.ts";

let provider: StubProvider;
let here: ReturnType<typeof isolate>;

beforeAll(async () => {
  provider = await stubProvider();
});

beforeEach(() => {
  Object.assign(provider, { claims: {}, metadata: {}, userInfo: null, forges: false, asked: [] });
  provider.answers.clear();
  vi.spyOn(globalThis, "fetch").mockImplementation(provider.fetch as typeof fetch);
  here = isolate();
});

const SETTINGS = {
  issuer: "https://id.example",
  clientId: "latchkey",
  clientSecret: "stub client secret",
  domains: [] as string[],
  required: false,
  trustEmails: false,
  newMembers: null as null | { permissions: string[]; visibilityGroups: string[] },
};

/** An organization with a Master Admin and a member, both of its own domain, and its provider. */
async function place(settings: Partial<typeof SETTINGS> = {}) {
  const domain = `d${crypto.randomUUID().slice(0, 8)}.example`;
  const written = await scenario()
    .withOrganization()
    .withMember({ role: "master_admin", email: `master@${domain}`, name: "Master" })
    .withMember({ email: `mei@${domain}`, name: "Mei" })
    .withMember({ email: `left@${domain}`, name: "Left", deactivatedAt: 1 })
    .withMember({ email: `new@${domain}`, invitation: { at: 1, by: { id: "usr_x", name: "X" } } })
    .written();
  const admin = await here.signedIn(`master@${domain}`, written.member.password);
  const organizationId = written.organization.id;
  await admin.rpc.organization.setIdentityProvider.mutate({ ...SETTINGS, domains: [domain], ...settings });
  return { domain, admin, organizationId, password: written.member.password, members: written.members };
}

type Tried = {
  next?: string;
  bend?: (right: URLSearchParams) => void;
  cookie?: string;
  /** Another browser, of somebody who knows the address that it was sent to. */
  readsUrl?: boolean;
  for?: "test" | "prove";
  as?: string;
  onTheWay?: () => Promise<unknown>;
};

/** Signs in as a browser does; returns where it ends, and the session. */
async function come(organizationId: string, claims: Record<string, unknown>, tried: Tried = {}) {
  const query = new URLSearchParams({
    ...(tried.next ? { next: tried.next } : {}),
    ...(tried.for ? { for: tried.for } : {}),
  });
  const away = await here
    .anonymous(tried.as ? { cookie: tried.as } : {})
    .fetch(`/sign-in/with/${organizationId}?${query}`);
  const to = away.headers.get("location") ?? "";
  if (!to.startsWith(provider.issuer)) return { to, session: null, away, back: away };
  const parameters = provider.signIn(to, claims);
  tried.bend?.(parameters);
  const given = away.headers.getSetCookie()[0]?.split(";")[0] as string;
  const known = `__Host-latchkey-flow=${parameters.get("state")}`;
  const cookie = tried.cookie ?? (tried.readsUrl ? known : given);
  await tried.onTheWay?.();
  const back = await here.anonymous({ cookie }).fetch(`/sign-in/callback?${parameters}`);
  const session = back.headers
    .getSetCookie()
    .find((one) => one.startsWith("__Host-latchkey="))
    ?.split(";")[0];
  return { to: back.headers.get("location"), session: session ?? null, away, back };
}

const verified = (email: string, further: Record<string, unknown> = {}) => ({
  sub: `sub-of-${email}`,
  email,
  email_verified: true,
  ...further,
});

const problemIn = (to: string | null) => new URL(to ?? "", origin).searchParams.get("reason");

const current = async (session: string | null) =>
  here.anonymous({ origin, cookie: session ?? "" }).rpc.session.current.query();

describe("who comes in by the organization's provider", () => {
  it("is the member with that verified address, and stays them whatever their address says later", async () => {
    const { domain, organizationId } = await place();
    const first = await come(organizationId, verified(`mei@${domain}`), { next: "/user?tab=1" });
    expect(first.to).toBe("/user?tab=1");
    expect(first.away.headers.getSetCookie()[0]).toMatch(
      /^__Host-latchkey-flow=\w{43}; .*HttpOnly; Secure; SameSite=Lax/,
    );
    expect(await current(first.session)).toMatchObject({ user: { email: `mei@${domain}` }, way: "provider" });
    const later = await come(organizationId, {
      sub: `sub-of-mei@${domain}`,
      email: `master@${domain}`,
      email_verified: true,
    });
    expect(await current(later.session)).toMatchObject({ user: { name: "Mei" } });
    const actions = await env.DB.prepare(
      "SELECT action FROM activity WHERE organization_id = ? AND action = 'member.linked'",
    )
      .bind(organizationId)
      .all();
    expect(actions.results).toHaveLength(1);
  });

  it("is the invited member, who has agreed by it", async () => {
    const { domain, organizationId } = await place();
    expect((await come(organizationId, verified(`NEW@${domain}`))).session).not.toBeNull();
  });

  it("is a new member where they are wanted, of an own domain, with what the settings give", async () => {
    const { domain, organizationId } = await place({
      newMembers: { permissions: ["reports:read"], visibilityGroups: [] },
    });
    const { session } = await come(organizationId, verified(`ada@${domain}`, { name: "Ada" }));
    expect(await current(session)).toMatchObject({
      user: { name: "Ada" },
      role: "member",
      permissions: ["reports:read"],
    });
    const other = await come(organizationId, verified("ada@elsewhere.example"));
    expect(problemIn(other.to)).toBe("not-a-member");
  });

  it.each<[problem: string, who: (domain: string) => Record<string, unknown>]>([
    ["email-unverified", (domain) => ({ sub: "x", email: `master@${domain}` })],
    ["email-unverified", (domain) => ({ sub: "x", email: `master@${domain}`, email_verified: false })],
    ["email-missing", () => ({ sub: "x" })],
    ["not-a-member", (domain) => verified(`master+x@${domain}`)],
    ["not-a-member", (domain) => verified(`nobody@${domain}`)],
    // The Kelvin sign, whose lower case is k.
    ["email-invalid", (domain) => verified(`\u212Aurt@${domain}`)],
    ["email-invalid", (domain) => verified(` mei@${domain}`)],
    ["email-invalid", (domain) => verified(`ｍei@${domain}`)],
    ["deactivated", (domain) => verified(`left@${domain}`)],
  ])("is nobody: %s", async (problem, who) => {
    const { domain, organizationId } = await place();
    const { to, session } = await come(organizationId, who(domain));
    expect(to).toMatch(/^\/sign-in\/problem\?/);
    expect(problemIn(to)).toBe(problem);
    expect(session).toBeNull();
  });

  it("is not whom another subject is linked to already, nor the same subject of another issuer", async () => {
    const { domain, organizationId, admin } = await place();
    await come(organizationId, verified(`mei@${domain}`));
    const taken = await come(organizationId, verified(`mei@${domain}`, { sub: "another" }));
    expect(problemIn(taken.to)).toBe("linked-otherwise");
    const theirs = provider;
    provider = await stubProvider("https://other.example");
    vi.spyOn(globalThis, "fetch").mockImplementation(provider.fetch as typeof fetch);
    await admin.rpc.organization.setIdentityProvider.mutate({
      ...SETTINGS,
      issuer: "https://other.example",
      domains: [domain],
    });
    const same = await come(organizationId, { sub: `sub-of-mei@${domain}` });
    provider = theirs;
    expect(problemIn(same.to)).toBe("email-missing");
  });

  it("is nobody of another organization, whose provider it is not", async () => {
    const [a, b] = [await place(), await place()];
    expect(problemIn((await come(a.organizationId, verified(`mei@${b.domain}`))).to)).toBe("not-a-member");
    await env.DB.prepare(
      `INSERT INTO membership (organization_id, user_id, name, role, permissions, visibility_groups, created_at)
       VALUES (?, ?, 'Mei too', 'member', '[]', '[]', 9)`,
    )
      .bind(b.organizationId, a.members[1]?.user.id as string)
      .run();
    const { session } = await come(a.organizationId, verified(`mei@${a.domain}`));
    const answer = await here
      .anonymous({ origin, cookie: session ?? "" })
      .post("/trpc/session.switchOrganization", {
        organizationId: b.organizationId,
      });
    expect(await answer.json()).toMatchObject({ error: { data: { reason: "other-sign-in-needed" } } });
  });

  it("is unlinked with the end of the membership", async () => {
    const { domain, organizationId, admin, members } = await place();
    await come(organizationId, verified(`mei@${domain}`));
    await admin.rpc.team.removeMember.mutate({ userId: members[1]?.user.id as string });
    expect(
      problemIn(
        (
          await come(organizationId, {
            sub: `sub-of-mei@${domain}`,
            email: `mei@${domain}`,
            email_verified: true,
          })
        ).to,
      ),
    ).toBe("not-a-member");
  });
});

describe("a flow", () => {
  it("is ended once, by the browser that began it, with its own state, in time", async () => {
    const { domain, organizationId } = await place();
    const claims = verified(`mei@${domain}`);
    const first = await come(organizationId, claims);
    const cookie = first.away.headers.getSetCookie()[0]?.split(";")[0] ?? "";
    const state = new URL(first.away.headers.get("location") ?? "").searchParams.get("state") ?? "";
    const replayed = new URLSearchParams({ code: "x", state });
    const again = await here.anonymous({ cookie }).fetch(`/sign-in/callback?${replayed}`);
    expect(problemIn(again.headers.get("location"))).toBe("flow-unknown");
    const tried = [
      { cookie: "" },
      { cookie: `__Host-latchkey-flow=${"a".repeat(43)}` },
      { bend: (right: URLSearchParams) => right.set("state", "x") },
      { readsUrl: true },
    ];
    for (const one of tried)
      expect(problemIn((await come(organizationId, claims, one)).to)).toBe("flow-unknown");
    const late = await come(organizationId, claims, {
      bend: () => void vi.setSystemTime(Date.now() + 11 * 60_000),
    });
    vi.useRealTimers();
    expect(problemIn(late.to)).toBe("flow-unknown");
    expect((await here.anonymous().fetch("/sign-in/callback")).headers.get("location")).toContain(
      "flow-unknown",
    );
  });

  it("ends in a sentence whatever the provider answers, and the log has no secret", async () => {
    const { domain, organizationId } = await place();
    const log = vi.spyOn(console, "log").mockImplementation(() => {});
    provider.forges = true;
    const forged = await come(organizationId, verified(`mei@${domain}`), { next: "/user" });
    expect(forged.back.status).toBe(303);
    expect(Object.fromEntries(new URL(forged.to ?? "", origin).searchParams)).toEqual({
      reason: "token-signature",
      organization: organizationId,
      next: "/user",
    });
    const refused = await come(organizationId, {}, { bend: (right) => right.set("error", "access_denied") });
    expect(problemIn(refused.to)).toBe("provider-refused");
    expect(JSON.stringify(log.mock.calls)).not.toMatch(/stub client secret|mei@/);
    expect(problemIn((await come("org_unknown", {})).to)).toBe("provider-unknown");
  });

  it.each(["//evil.example", "/\\evil.example", "https://evil.example", "/\tx", "user"])(
    "goes on to no other site: %j",
    async (next) => {
      const { domain, organizationId } = await place();
      expect((await come(organizationId, verified(`mei@${domain}`), { next })).to).toBe("/");
    },
  );

  it("is one of three hundred that a client may have begun; another client is not kept waiting", async () => {
    const { organizationId } = await place();
    const begun = (address: string) =>
      here.anonymous({ "cf-connecting-ip": address }).fetch(`/sign-in/with/${organizationId}`);
    await env.DB.prepare(
      `INSERT INTO provider_flow (state, organization_id, purpose, nonce, code_verifier, client_network, expires_at)
       SELECT randomblob(32), ?1, 'sign-in', '', '', '2001:db8:0:7::/64', ?2 FROM json_each(?3)`,
    )
      .bind(organizationId, Date.now() + 60_000, JSON.stringify([...Array(300).keys()]))
      .run();
    const refused = await begun("2001:db8:0:7::1");
    expect(problemIn(refused.headers.get("location"))).toBe("flows-too-many");
    expect(refused.headers.getSetCookie()).toEqual([]);
    expect((await begun("2001:db8:0:8::1")).headers.get("location")).toContain(provider.issuer);
    await env.DB.prepare("UPDATE provider_flow SET expires_at = 1 WHERE organization_id = ?")
      .bind(organizationId)
      .run();
    expect((await begun("2001:db8:0:7::1")).headers.get("location")).toContain(provider.issuer);
  });

  it("is of the settings that it was begun with", async () => {
    const { domain, organizationId, admin } = await place();
    const away = await here.anonymous().fetch(`/sign-in/with/${organizationId}`);
    const parameters = provider.signIn(away.headers.get("location") ?? "", verified(`mei@${domain}`));
    await admin.rpc.organization.setIdentityProvider.mutate({
      ...SETTINGS,
      clientSecret: "another",
      domains: [domain],
    });
    const cookie = away.headers.getSetCookie()[0]?.split(";")[0] as string;
    const back = await here.anonymous({ cookie }).fetch(`/sign-in/callback?${parameters}`);
    expect(problemIn(back.headers.get("location"))).toBe("provider-changed");
  });

  it("is of no settings that changed while it began", async () => {
    const { domain, organizationId, admin } = await place();
    const path = "/.well-known/openid-configuration";
    const { clientSecret: _, ...settings } = SETTINGS;
    provider.claims = { aud: "another" };
    provider.answers.set(path, async () => {
      provider.answers.clear();
      await new Promise((resolve) => setTimeout(resolve, 2));
      await admin.rpc.organization.setIdentityProvider.mutate({ ...settings, clientId: "another" });
      await new Promise((resolve) => setTimeout(resolve, 2));
      return provider.fetch(provider.issuer + path);
    });
    const { to } = await come(organizationId, verified(`mei@${domain}`));
    expect(problemIn(to)).toBe("provider-changed");
  });
});

describe("a session", () => {
  it("proves itself by signing in there once more, as the same person", async () => {
    const { domain, organizationId } = await place();
    const { session } = await come(organizationId, verified(`mei@${domain}`));
    const id = session?.slice(session.indexOf("lks_") + 4).slice(0, 12) as string;
    const provedAt = async () =>
      env.DB.prepare("SELECT proved_at FROM token WHERE id = ?").bind(id).first<number>("proved_at");
    await env.DB.prepare("UPDATE token SET proved_at = 1 WHERE id = ?").bind(id).run();
    const auth_time = Math.floor(Date.now() / 1000);
    const as = session ?? "";
    const other = await come(
      organizationId,
      { ...verified(`master@${domain}`), auth_time },
      { for: "prove", as, next: "/user" },
    );
    expect(problemIn(other.to)).toBe("proof-of-another");
    const old = await come(
      organizationId,
      { ...verified(`mei@${domain}`), auth_time: auth_time - 3600 },
      { for: "prove", as },
    );
    expect(problemIn(old.to)).toBe("auth-time-missing");
    expect(await provedAt()).toBe(1);
    const proved = await come(
      organizationId,
      { ...verified(`mei@${domain}`), auth_time },
      { for: "prove", as, next: "/user" },
    );
    expect(proved.to).toBe("/user");
    expect(proved.session).toBeNull();
    expect(await provedAt()).toBeGreaterThan(1);
    expect(problemIn((await come(organizationId, {}, { for: "prove" })).to)).toBe("session-over");
  });
});

describe("a test of the settings", () => {
  it("is a Master Admin's: others are told so on a page, there and on the way back", async () => {
    const { domain, admin, organizationId, password, members } = await place();
    const mei = await here.signedIn(`mei@${domain}`, password);
    const claims = verified(`mei@${domain}`);
    for (const answer of [null, new Response("no", { status: 500 })]) {
      if (answer) provider.answers.set("/.well-known/openid-configuration", () => answer.clone());
      const { to } = await come(organizationId, claims, { for: "test", as: mei.cookie });
      expect(problemIn(to)).toBe("test-not-yours");
    }
    provider.answers.clear();
    const demoted = () =>
      env.DB.prepare("UPDATE membership SET role = 'superuser' WHERE user_id = ?")
        .bind(members[0]?.user.id)
        .run();
    const { away, back } = await come(organizationId, claims, {
      for: "test",
      as: admin.cookie,
      onTheWay: demoted,
    });
    expect([away.status, back.status]).toEqual([303, 303]);
    expect(problemIn(back.headers.get("location"))).toBe("test-not-yours");
  });
});

describe("what a provider opened", () => {
  async function opened() {
    const it = await place();
    const [mei, master] = await Promise.all(
      ["mei", "master"].map((who) => come(it.organizationId, verified(`${who}@${it.domain}`))),
    );
    const password = await here.signedIn(`mei@${it.domain}`, it.password);
    const byProvider = here.anonymous({ origin, cookie: master?.session ?? "" });
    return { ...it, mei: mei?.session ?? null, password, byProvider };
  }
  const causes = (organizationId: string) =>
    env.DB.prepare(
      "SELECT detail ->> 'because' AS because FROM activity WHERE organization_id = ? AND action = 'token.revoked'",
    )
      .bind(organizationId)
      .all<{ because: string }>()
      .then(({ results }) => results.map(({ because }) => because));

  it("is over when that is removed, also where a Master Admin's own session is of it", async () => {
    const { mei, password, byProvider, organizationId } = await opened();
    const removed = await byProvider.rpc.organization.removeIdentityProvider.mutate();
    expect(removed).toEqual({ removed: true, ended: 2, signedOut: true });
    expect(await current(mei)).toBeNull();
    expect(await byProvider.rpc.session.current.query()).toBeNull();
    expect(await password.rpc.session.current.query()).not.toBeNull();
    expect(await causes(organizationId)).toEqual(["provider-changed", "provider-changed"]);
  });

  it.each([{ issuer: "https://other.example" }, { clientId: "another" }])(
    "is over when it is another: %j",
    async (change) => {
      const { mei, password, admin, domain, organizationId } = await opened();
      const set = { ...SETTINGS, domains: [domain], ...change };
      expect(await admin.rpc.organization.setIdentityProvider.mutate(set)).toMatchObject({
        ended: 2,
        signedOut: false,
      });
      expect(await current(mei)).toBeNull();
      expect(await password.rpc.session.current.query()).not.toBeNull();
      expect(await causes(organizationId)).toHaveLength(2);
    },
  );

  it("goes on where its client secret or its domains change", async () => {
    const { mei, admin } = await opened();
    await admin.rpc.organization.setIdentityProvider.mutate({ ...SETTINGS, trustEmails: true });
    expect(await current(mei)).not.toBeNull();
  });

  it.each<[closes: string, reason: string]>([
    ["provider_ended_through = (SELECT max(seq) FROM token)", "session-way-closed"],
    ["requires_provider = 1", "null"],
  ])("is judged at the door, before any row is gone: %s", async (closes, reason) => {
    const { mei, password, organizationId } = await opened();
    await env.DB.prepare(`UPDATE organization SET ${closes} WHERE id = ?`).bind(organizationId).run();
    const told = await here.anonymous({ origin, cookie: mei ?? "" }).fetch("/trpc/profile.get");
    const { error } = (await told.json()) as { error?: { data: { reason: string } } };
    expect(String(error?.data.reason ?? null)).toBe(reason);
    const other = await password.fetch("/trpc/profile.get");
    expect(other.status).toBe(closes.startsWith("requires") ? 401 : 200);
  });
});
