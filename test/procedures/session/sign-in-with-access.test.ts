import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { AUDIENCE, behindAccess, claimsOf, TEAM } from "../../factories/access-team.ts";
import { isolate } from "../../factories/isolate.ts";
import { PASSWORD } from "../../factories/password.ts";
import { rows } from "../../factories/rows.ts";
import { scenario } from "../../factories/scenario.ts";
import { newKey, type SigningKey, signed } from "../../factories/stub-provider.ts";
import { origin } from "../../world/in-workerd.ts";

const MINUTE_S = 60;

let key: SigningKey;
let published: SigningKey[];
/** The addresses of all requests. */
let asked: string[];
let answer: (() => Response | Promise<Response>) | null;

beforeAll(async () => {
  key = await newKey("key-1");
});

beforeEach(() => {
  published = [key];
  asked = [];
  answer = null;
  vi.spyOn(globalThis, "fetch").mockImplementation(async (input) => {
    asked.push(String(input));
    return answer ? answer() : Response.json({ keys: published.map((one) => one.published) });
  });
});

afterEach(() => {
  vi.useRealTimers();
});

async function place(bindings: Partial<Cloudflare.Env> = {}) {
  const domain = `d${crypto.randomUUID().slice(0, 8)}.example`;
  const { organization, members } = await scenario()
    .withOrganization()
    .withMember({ role: "master_admin", email: `master@${domain}`, name: "Master" })
    .withMember({ email: `mei@${domain}`, name: "Mei" })
    .withMember({ email: `left@${domain}`, name: "Left", deactivatedAt: 1 })
    .withMember({ email: `new@${domain}`, invitation: { at: 1, by: { id: "usr_x", name: "X" } } })
    .written();
  const here = isolate({ ...behindAccess(organization.id), ...bindings });
  const claims = (email: string, further: object = {}) => ({ ...claimsOf(email), ...further });
  /** Opens the sign-in page in a browser that Cloudflare Access lets through with this assertion. */
  const comeWith = async (assertion: string, cookie = "") => {
    const client = here.anonymous({ origin, cookie, "cf-access-jwt-assertion": assertion });
    const told = await client.post("/trpc/session.signInWithAccess", undefined);
    const session = told.headers.getSetCookie()[0]?.split(";")[0] ?? null;
    const { error } = (await told.json()) as { error?: { data: { problem: string } } };
    const as = { origin, cookie: session ?? "", "cf-access-jwt-assertion": assertion };
    return { status: told.status, session, problem: error?.data.problem, client: here.anonymous(as) };
  };
  const come = async (email: string, further: object = {}) =>
    comeWith(await signed(claims(email, further), key));
  return { here, domain, organizationId: organization.id, members, claims, come, comeWith };
}

/** Lets new people of that domain in. */
async function withProvider(organizationId: string, domain: string, trustsEmails: boolean) {
  await rows(
    `INSERT INTO identity_provider (organization_id, issuer, client_id, trusts_emails, new_members, changed_at)
     VALUES (?, 'https://id.example', 'latchkey', ?, '{"permissions":[],"visibilityGroups":[]}', 1)`,
    organizationId,
    Number(trustsEmails),
  );
  await rows("INSERT INTO provider_domain (domain, organization_id) VALUES (?, ?)", domain, organizationId);
}

describe("session.signInWithAccess", () => {
  it("opens a session of whom Access names, and links them", async () => {
    const { domain, come, organizationId } = await place();
    const first = await come(`mei@${domain}`);
    expect(first.session).toMatch(/^__Host-latchkey=lks_/);
    expect(await first.client.rpc.session.current.query()).toMatchObject({
      user: { email: `mei@${domain}` },
      organization: { id: organizationId },
      way: "access",
    });
    expect(asked).toEqual([`${TEAM}/cdn-cgi/access/certs`]);
    const later = await come(`master@${domain}`, { sub: `sub-of-mei@${domain}` });
    expect(await later.client.rpc.session.current.query()).toMatchObject({ user: { name: "Mei" } });
    expect((await come(`mei@${domain}`, { sub: "another" })).problem).toBe("linked-otherwise");
    expect((await come(`new@${domain}`)).status).toBe(200);
    const told = await rows(
      "SELECT action, detail ->> 'way' AS way FROM activity WHERE organization_id = ? ORDER BY at, rowid LIMIT 2",
      organizationId,
    );
    expect(told).toEqual(
      expect.arrayContaining([
        { action: "session.signed-in", way: "access" },
        { action: "member.linked", way: null },
      ]),
    );
  });

  it("takes the place of the session that the browser had", async () => {
    const { domain, come, claims, comeWith } = await place();
    const { session, client } = await come(`mei@${domain}`);
    await comeWith(await signed(claims(`mei@${domain}`), key), session ?? "");
    expect(await client.rpc.session.current.query()).toBeNull();
  });

  it.each<[problem: string, further: object]>([
    ["token-issuer", { iss: "https://other.cloudflareaccess.com" }],
    ["token-audience", { aud: ["another"] }],
    ["token-audience", { aud: "another" }],
    ["token-expired", { exp: Math.floor(Date.now() / 1000) - 2 * MINUTE_S }],
    ["token-expired", { nbf: Math.floor(Date.now() / 1000) + 2 * MINUTE_S }],
    ["token-invalid", { exp: undefined }],
    // From a service token.
    ["token-invalid", { sub: "" }],
    ["token-invalid", { iat: undefined }],
    ["email-missing", { email: undefined }],
    ["email-invalid", { email: "ｍei@northwind.example" }],
  ])("is refused: %s for %j", async (problem, further) => {
    const { domain, come } = await place();
    expect(await come(`mei@${domain}`, further)).toMatchObject({ status: 403, session: null, problem });
  });

  it("takes an assertion that is for others too", async () => {
    const { domain, come } = await place();
    expect((await come(`mei@${domain}`, { aud: ["another", AUDIENCE] })).status).toBe(200);
  });

  it("believes a signature of the team's keys alone", async () => {
    const { domain, claims, comeWith } = await place();
    const right = claims(`mei@${domain}`);
    const forged = await newKey("key-1");
    const encoded = (part: object) => btoa(JSON.stringify(part)).replaceAll("=", "");
    const [, payload, signature] = (await signed(right, key)).split(".");
    const tried = [
      await signed(right, forged),
      await signed(right, await newKey("key-unknown")),
      `${encoded({ alg: "none" })}.${payload}.`,
      await signed(right, key, { alg: "HS256" }),
      await signed(right, key, { alg: "none" }),
      `${encoded({ alg: "RS256", kid: "key-1" })}.${encoded({ ...right, email: "x@x.example" })}.${signature}`,
      "no.jwt",
      "",
    ];
    for (const one of tried) expect(await comeWith(one)).toMatchObject({ status: 403, session: null });
    expect((await comeWith(await signed(right, key))).status).toBe(200);
  });

  it("keeps the keys, and asks for them again where one is unknown, once a minute", async () => {
    const { domain, come, claims, comeWith } = await place();
    for (let times = 0; times < 3; times++) await come(`mei@${domain}`);
    expect(asked).toHaveLength(1);
    const next = await newKey("key-2");
    published = [key, next];
    const withNext = async () => (await comeWith(await signed(claims(`mei@${domain}`), next))).problem;
    expect(await withNext()).toBe("token-signature");
    expect(asked).toHaveLength(1);
    vi.setSystemTime(Date.now() + 61_000);
    expect(await withNext()).toBeUndefined();
    published = [next];
    vi.setSystemTime(Date.now() + 301_000);
    expect((await come(`mei@${domain}`)).problem).toBe("token-signature");
    expect(asked).toHaveLength(3);
  });

  it.each<[problem: string, given: () => Response | Promise<Response>]>([
    ["provider-silent", () => new Response(null, { status: 503 })],
    ["provider-silent", () => Promise.reject(new TypeError("nobody is there"))],
    ["metadata-invalid", () => new Response("<html>")],
    ["address-refused", () => Response.redirect("https://elsewhere.example/")],
  ])("opens nothing where the keys cannot be had: %s", async (problem, given) => {
    const { domain, come } = await place();
    answer = given;
    expect((await come(`mei@${domain}`)).problem).toBe(problem);
    answer = null;
    expect((await come(`mei@${domain}`)).problem).toBeUndefined();
  });

  it("waits ten seconds for them, and no longer", async () => {
    const { domain, come } = await place();
    const timeout = vi.spyOn(AbortSignal, "timeout");
    await come(`mei@${domain}`);
    expect(timeout).toHaveBeenCalledWith(10_000);
  });

  it("is nothing where Access is not configured, whatever the header says", async () => {
    const { domain, come } = await place({
      ACCESS_TEAM_DOMAIN: "",
      ACCESS_AUDIENCE: "",
      ACCESS_ORGANIZATION: "",
    });
    expect(await come(`master@${domain}`)).toMatchObject({ problem: "access-absent", session: null });
    expect(asked).toEqual([]);
  });

  it("reaches a team on this machine only where Latchkey is on it too", async () => {
    const local = { ACCESS_TEAM_DOMAIN: "http://127.0.0.1:4000" };
    const further = { iss: "http://127.0.0.1:4000" };
    const here = await place(local);
    expect((await here.come(`mei@${here.domain}`, further)).status).toBe(200);
    expect(asked).toEqual(["http://127.0.0.1:4000/cdn-cgi/access/certs"]);
    const away = await place({ ...local, PUBLIC_ORIGIN: "https://tokens.example.com" });
    const assertion = await signed(away.claims(`mei@${away.domain}`, further), key);
    const told = await away.here.fetch("https://tokens.example.com/trpc/session.signInWithAccess", {
      method: "POST",
      headers: {
        origin: "https://tokens.example.com",
        "content-type": "application/json",
        "cf-access-jwt-assertion": assertion,
      },
    });
    expect(await told.text()).toContain("address-refused");
  });

  it("lets in whoever is a member there, and nobody else", async () => {
    const [a, b] = [await place(), await place()];
    expect((await a.come(`left@${a.domain}`)).problem).toBe("deactivated");
    expect((await a.come(`nobody@${a.domain}`)).problem).toBe("not-a-member");
    expect((await a.come(`mei@${b.domain}`)).problem).toBe("not-a-member");
    const unknown = await place({ ACCESS_ORGANIZATION: "org_000000000000" });
    expect((await unknown.come(`mei@${unknown.domain}`)).problem).toBe("not-a-member");
  });

  it.each<[vouched: string, further: object, trusts: boolean, problem: string | undefined]>([
    ["nobody", {}, false, "access-unverified"],
    ["a provider that says otherwise", { email_verified: false }, false, "access-unverified"],
    ["a word in place of a truth", { custom: { email_verified: "true" } }, false, "access-unverified"],
    ["the claim", { email_verified: true }, false, undefined],
    ["the claim that Access was told to hand on", { custom: { email_verified: true } }, false, undefined],
    ["a Master Admin, who trusts its addresses", {}, true, undefined],
  ])(
    "links a Master Admin and makes a member by a verified address alone: %s",
    async (_, further, trusts, problem) => {
      const { domain, come, organizationId } = await place();
      await withProvider(organizationId, domain, trusts);
      expect((await come(`master@${domain}`, further)).problem).toBe(problem);
      expect((await come(`ada@${domain}`, further)).problem).toBe(problem);
      expect((await come(`mei@${domain}`, further)).problem).toBeUndefined();
      const links = await rows("SELECT 1 FROM provider_subject WHERE organization_id = ?", organizationId);
      expect(links).toHaveLength(problem ? 1 : 3);
    },
  );

  it("lets a Master Admin in who was linked before", async () => {
    const { domain, come, organizationId } = await place();
    expect((await come(`master@${domain}`)).problem).toBe("access-unverified");
    await come(`master@${domain}`, { email_verified: true });
    expect((await come(`master@${domain}`)).problem).toBeUndefined();
    await come(`mei@${domain}`);
    await rows("UPDATE membership SET role = 'master_admin' WHERE organization_id = ?", organizationId);
    expect((await come(`mei@${domain}`)).problem).toBeUndefined();
  });

  it("makes a new member where the organization's provider lets new people in", async () => {
    const { here, domain, come, organizationId } = await place();
    await withProvider(organizationId, domain, true);

    const { client } = await come(`ada@${domain}`);
    expect(await client.rpc.session.current.query()).toMatchObject({ user: { name: "ada" }, role: "member" });
    expect((await come("ada@elsewhere.example")).problem).toBe("not-a-member");
    const admin = await here.signedIn(`master@${domain}`);
    await admin.rpc.organization.removeIdentityProvider.mutate();
    expect((await come("renamed@elsewhere.example", { sub: `sub-of-ada@${domain}` })).status).toBe(200);
  });

  it("is a mutation of this site: no other site, and no link, signs anybody in", async () => {
    const { here, domain, claims } = await place();
    const assertion = await signed(claims(`mei@${domain}`), key);
    const evil = here.anonymous({ origin: "https://evil.example", "cf-access-jwt-assertion": assertion });
    expect((await evil.post("/trpc/session.signInWithAccess", undefined)).status).toBe(403);
    const linked = await here
      .anonymous({ "cf-access-jwt-assertion": assertion })
      .fetch("/trpc/session.signInWithAccess");
    expect(linked.headers.getSetCookie()).toEqual([]);
    expect(linked.status).toBe(405);
  });
});

describe("a session that Access opened", () => {
  it("holds in its organization alone, and for as long as Access speaks for it", async () => {
    const { domain, come, members } = await place();
    const { organization } = await scenario()
      .withOrganization()
      .withMember({ user: members[1]?.user })
      .written();
    const { client, session } = await come(`mei@${domain}`);
    const switched = await client.post("/trpc/session.switchOrganization", {
      organizationId: organization.id,
    });
    expect(await switched.text()).toContain("other-sign-in-needed");
    for (const bindings of [
      {},
      { ACCESS_TEAM_DOMAIN: "t.example", ACCESS_AUDIENCE: "a", ACCESS_ORGANIZATION: organization.id },
    ]) {
      const gone = isolate(bindings).anonymous({ origin, cookie: session ?? "" });
      expect(await gone.rpc.session.current.query()).toBeNull();
      expect(await (await gone.fetch("/trpc/profile.get")).text()).toContain("session-way-closed");
    }
  });

  it("ends with the team that opened it, and does not come back when its person comes by another", async () => {
    const { domain, come, organizationId } = await place();
    const { session } = await come(`mei@${domain}`);
    const moved = isolate({
      ...behindAccess(organizationId),
      ACCESS_TEAM_DOMAIN: "acme.cloudflareaccess.com",
    });
    const comeAnew = (cookie: string, assertion: string) =>
      moved.anonymous({ origin, cookie, "cf-access-jwt-assertion": assertion });
    const before = comeAnew(session ?? "", "");
    expect(await before.rpc.session.current.query()).toBeNull();
    expect(await (await before.fetch("/trpc/profile.get")).text()).toContain("session-way-closed");
    const assertion = await signed(
      { ...claimsOf(`mei@${domain}`), iss: "https://acme.cloudflareaccess.com" },
      key,
    );
    const told = await comeAnew("", assertion).post("/trpc/session.signInWithAccess", undefined);
    const anew = comeAnew(told.headers.getSetCookie()[0]?.split(";")[0] ?? "", assertion);
    expect(await anew.rpc.session.current.query()).toMatchObject({ user: { name: "Mei" } });
    expect(await before.rpc.session.current.query()).toBeNull();
  });

  it("has proved itself when Access let its person in, and proves itself by a new assertion", async () => {
    const { domain, come, claims, here, organizationId } = await place();
    const now = Math.floor(Date.now() / 1000);
    const { client, session } = await come(`mei@${domain}`, { iat: now - 9 * 3600 });
    const create = async () =>
      (await (await client.post("/trpc/tokens.create", { name: "CI" })).text()).includes("proof-stale");
    expect(await create()).toBe(true);
    expect(await client.rpc.session.proofs.query()).toMatchObject({ access: true, provider: null });
    const proveWith = async (email: string, further: object = {}) => {
      const assertion = await signed(claims(email, further), key);
      const as = here.anonymous({ origin, cookie: session ?? "", "cf-access-jwt-assertion": assertion });
      const told = await as.post("/trpc/session.prove", { access: true });
      return ((await told.json()) as { error?: { data: { problem: string } } }).error?.data.problem;
    };
    expect(await proveWith(`mei@${domain}`, { iat: now - 6 * MINUTE_S })).toBe("access-stale");
    expect(await proveWith(`master@${domain}`)).toBe("proof-of-another");
    expect(await proveWith(`mei@${domain}`, { aud: ["another"] })).toBe("token-audience");
    expect(await create()).toBe(true);
    const proved = "SELECT proved_at AS at FROM token WHERE organization_id = ?";
    // The proof counts from when Access let them in, and never replaces a later one.
    for (const [shown, counts] of [
      [4, 4],
      [3, 3],
      [4, 3],
    ] as const) {
      expect(await proveWith(`mei@${domain}`, { iat: now - shown * MINUTE_S })).toBeUndefined();
      expect(await rows(proved, organizationId)).toEqual([{ at: (now - counts * MINUTE_S) * 1000 }]);
    }
    expect(await create()).toBe(false);
  });

  it("alone proves itself so", async () => {
    const { here, domain, claims } = await place();
    const { cookie } = await here.signedIn(`mei@${domain}`, PASSWORD);
    const assertion = await signed(claims(`mei@${domain}`), key);
    const as = here.anonymous({ origin, cookie, "cf-access-jwt-assertion": assertion });
    const told = await as.post("/trpc/session.prove", { access: true });
    expect(await told.text()).toContain("proof-way-closed");
  });
});

describe("the sign-in page", () => {
  const FORGOTTEN = ["latchkey-access=; Max-Age=0; Path=/; Secure; SameSite=Strict"];
  const page = async (here: ReturnType<typeof isolate>, headers: Record<string, string>) =>
    (await here.anonymous({ accept: "text/html", ...headers }).fetch("/sign-in")).headers.getSetCookie();

  it("is told that there is somebody to ask about, where Access is configured", async () => {
    const { here } = await place();
    expect(await page(here, { "cf-access-jwt-assertion": "x" })).toEqual([
      "latchkey-access=1; Path=/; Secure; SameSite=Strict",
    ]);
    expect(await page(here, {})).toEqual([]);
    expect(await page(isolate(), { "cf-access-jwt-assertion": "x" })).toEqual([]);
  });

  it("is told where there is nobody any more", async () => {
    const cookie = "latchkey-access=1";
    const { here } = await place();
    expect(await page(here, { cookie })).toEqual(FORGOTTEN);
    expect(await page(isolate(), { cookie, "cf-access-jwt-assertion": "x" })).toEqual(FORGOTTEN);
  });
});
