import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { isolate } from "../factories/isolate.ts";
import { scenario } from "../factories/scenario.ts";
import { unreachable, watchedDatabase } from "../factories/watched.ts";

const LEASE_S = 2;
const LEASE_MS = LEASE_S * 1000;
const leased = { VERIFICATION_LEASE_SECONDS: String(LEASE_S) };
/** Lasts for several calls, even on a slow machine. */
const leasedForLong = { VERIFICATION_LEASE_SECONDS: "30" };

const OPENAPI = {
  openapi: "3.1.0",
  info: { title: "Reports", version: "1" },
  components: { securitySchemes: { latchkey: { type: "oauth2", flows: {} } } },
  paths: { "/exports": { get: { security: [{ latchkey: ["exports:read"] }] } } },
};

/** An isolate with leases, whose trips to D1 are watched. */
function watchedIsolate(lease: typeof leased, before?: (sql: string) => unknown) {
  const { database, trips } = watchedDatabase(env.DB, before);
  return { ...isolate({ ...lease, DB: database }), trips };
}

const statusOf = async (client: ReturnType<typeof isolate>, text: string) =>
  (await client.bearer(text).fetch("/api/v1/me")).status;

/** How long `work` takes, on the clock of the isolate that waits. */
async function durationOf(work: () => Promise<unknown>): Promise<number> {
  const startedAt = Date.now();
  await work();
  return Date.now() - startedAt;
}

describe("a verification lease", () => {
  it("answers for a hot token without a trip to D1", async () => {
    const { token } = await scenario().withOrganization().withMember().withToken().written();
    const here = watchedIsolate(leasedForLong);
    expect(await statusOf(here, token.text)).toBe(200);
    await here.settled();
    const before = here.trips.length;
    for (let nth = 0; nth < 6; nth++) expect(await statusOf(here, token.text)).toBe(200);
    expect(here.trips.length).toBe(before);
  });

  it("asks again once it has ended", async () => {
    const { token } = await scenario().withOrganization().withMember().withToken().written();
    const here = watchedIsolate(leased);
    const startedAt = Date.now();
    expect(await statusOf(here, token.text)).toBe(200);
    await here.settled();
    const before = here.trips.length;
    const tripsAfterUse = async () => (await statusOf(here, token.text)) && here.trips.length;
    await expect.poll(tripsAfterUse).toBeGreaterThan(before);
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(LEASE_MS - 50);
  });

  it("is none where nothing is set: each verification asks D1", async () => {
    const { token } = await scenario().withOrganization().withMember().withToken().written();
    const { database, trips } = watchedDatabase(env.DB);
    const here = isolate({ DB: database });
    await statusOf(here, token.text);
    await here.settled();
    const before = trips.length;
    for (let nth = 0; nth < 3; nth++) await statusOf(here, token.text);
    expect(trips.length).toBe(before + 3);
  });

  it("does not outlive the token: an expiry is judged at each use", async () => {
    const expiresAt = Date.now() + 5_000;
    const { token } = await scenario().withOrganization().withMember().withToken({ expiresAt }).written();
    const here = isolate(leasedForLong);
    const startedAt = Date.now();
    expect(await statusOf(here, token.text)).toBe(200);
    await expect.poll(() => statusOf(here, token.text)).toBe(401);
    expect(Date.now() - startedAt).toBeLessThan(30_000);
  });

  it("is refused at the door of another kind, and for another organization, like any other", async () => {
    const { token } = await scenario().withOrganization().withMember().withToken().written();
    const here = isolate(leased);
    await statusOf(here, token.text);
    const answer = await here
      .anonymous({ "x-account-id": "org_another00000", "x-auth-token": token.text })
      .fetch("/api/v1/me");
    expect(answer.status).toBe(401);
  });

  it("goes on for its few seconds when D1 does not answer, and no longer", async () => {
    const { token } = await scenario().withOrganization().withMember().withToken().written();
    let out = false;
    const look = () => (out ? unreachable() : undefined);
    const [long, short] = [watchedIsolate(leasedForLong, look), watchedIsolate(leased, look)];
    for (const here of [long, short]) {
      expect(await statusOf(here, token.text)).toBe(200);
      await here.settled();
    }
    out = true;
    expect(await statusOf(long, token.text)).toBe(200);
    await expect.poll(() => statusOf(short, token.text)).toBe(503);
  });
});

describe("whatever narrows a token answers only when every lease has ended", () => {
  it("revoking: by the owner, by the token itself, and by whoever holds it", async () => {
    const { tokens, member } = await scenario()
      .withOrganization()
      .withMember()
      .withToken()
      .withToken()
      .withToken()
      .written();
    const [here, elsewhere] = [isolate(leased), isolate(leased)];
    const owner = await here.signedIn(member.user.email ?? "");
    const [one, two, three] = tokens.map(({ text }) => text) as [string, string, string];
    const ways: [text: string, end: () => Promise<unknown>][] = [
      [one, () => owner.rpc.tokens.revoke.mutate({ id: tokens[0]?.id ?? "" })],
      [two, () => here.bearer(two).fetch("/api/v1/tokens/current", { method: "DELETE" })],
      [three, () => here.anonymous().postForm("/oauth/revoke", { token: three })],
    ];
    await Promise.all(
      ways.map(async ([text, end]) => {
        expect(await statusOf(elsewhere, text)).toBe(200);
        expect(await durationOf(end)).toBeGreaterThanOrEqual(LEASE_MS);
        expect(await statusOf(elsewhere, text)).toBe(401);
      }),
    );
  });

  it("revoking once more what is being revoked, or was just now", async () => {
    const { token } = await scenario().withOrganization().withMember().withToken().written();
    const [here, there, elsewhere] = [isolate(leased), isolate(leased), isolate(leased)];
    expect(await statusOf(elsewhere, token.text)).toBe(200);
    const again = [here, there].map(async ({ anonymous }) => {
      await anonymous().postForm("/oauth/revoke", { token: token.text });
      return statusOf(elsewhere, token.text);
    });
    expect(await Promise.all(again)).toEqual([401, 401]);
  });

  it("finding nothing to do, because another call is doing it", async () => {
    const { tokens, members } = await scenario()
      .withOrganization()
      .withMember({ role: "superuser" })
      .withToken()
      .written();
    const email = members[0]?.user.email ?? "";
    const there = isolate(leased);
    const { rpc } = await there.signedIn(email);
    const leaving = await there.signedIn(email);
    const id = tokens[0]?.id ?? "";
    const calls: (() => Promise<unknown>)[] = [
      () => rpc.tokens.edit.mutate({ id, scopes: ["reports:read"] }),
      () =>
        rpc.organization.definePermission.mutate({
          key: "reports:read",
          description: "Can read reports",
          endpoints: ["GET /reports"],
        }),
      () => rpc.organization.importEndpoints.mutate({ document: OPENAPI, apply: true }),
      () => leaving.rpc.session.signOut.mutate(),
    ];
    const durations = calls.map(async (call) => {
      const first = call();
      await new Promise((resolve) => setTimeout(resolve, LEASE_MS / 4));
      const second = await durationOf(call);
      await first;
      return second;
    });
    for (const duration of await Promise.all(durations)) expect(duration).toBeGreaterThanOrEqual(LEASE_MS);
  });

  it("taking a permission away, and removing a member", async () => {
    const { members, tokens } = await scenario()
      .withOrganization()
      .withMember({ role: "master_admin" })
      .withMember()
      .withToken()
      .written();
    const [admin, member] = members as [(typeof members)[0], (typeof members)[0]];
    const text = tokens[0]?.text ?? "";
    const [here, elsewhere] = [isolate(leased), isolate(leased)];
    const master = await here.signedIn(admin.user.email ?? "");
    const userId = member.user.id;
    const permissionsElsewhere = async () =>
      ((await (await elsewhere.bearer(text).fetch("/api/v1/me")).json()) as { permissions?: string[] })
        .permissions;

    expect(await permissionsElsewhere()).toContain("reports:write");
    const permissions = ["tokens.personal", "reports:read"];
    const cut = () => master.rpc.team.editMember.mutate({ userId, permissions });
    expect(await durationOf(cut)).toBeGreaterThanOrEqual(LEASE_MS);
    expect(await permissionsElsewhere()).toEqual(permissions);

    const remove = () => master.rpc.team.removeMember.mutate({ userId });
    expect(await durationOf(remove)).toBeGreaterThanOrEqual(LEASE_MS);
    expect(await statusOf(elsewhere, text)).toBe(401);
  });

  it.each(["trpc-accept", "accept"])(
    "a batch waits once, and no answer streamed by %s begins before",
    async (header) => {
      const { tokens, member } = await scenario()
        .withOrganization()
        .withMember()
        .withToken()
        .withToken()
        .withToken()
        .withToken()
        .written();
      const here = isolate(leased);
      const owner = await here.signedIn(member.user.email ?? "");
      const body = Object.fromEntries(tokens.map(({ id }, nth) => [nth, { id }]));
      const path = `/trpc/${tokens.map(() => "tokens.revoke")}?batch=1`;
      const duration = await durationOf(async () => {
        const answer = await owner.post(path, body, {
          [header]: "application/jsonl",
        });
        expect(answer.status).toBe(200);
        expect(await answer.json()).toHaveLength(tokens.length);
      });
      expect(duration).toBeGreaterThanOrEqual(LEASE_MS);
      expect(duration).toBeLessThan(tokens.length * LEASE_MS);
    },
  );
});
