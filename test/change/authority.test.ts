import { env } from "cloudflare:workers";
import type { AnyProcedure } from "@trpc/server";
import { afterEach, describe, expect, test, vi } from "vitest";
import { ROLES, type Role } from "../../worker/domain/organizations/roles.ts";
import { LACKING } from "../../worker/domain/permissions.ts";
import { appRouter } from "../../worker/procedures/router.ts";
import { authenticator, encode } from "../factories/authenticator.ts";
import { isolate } from "../factories/isolate.ts";
import { rows } from "../factories/rows.ts";
import { scenario, type WrittenOrganization } from "../factories/scenario.ts";
import { watchedDatabase } from "../factories/watched.ts";
import { call } from "../tenants/call.ts";
import { origin } from "../world/in-workerd.ts";
import { BEFORE_SIGNING_IN, CHANGE_NOTHING, FURTHER, MUTATIONS, type Place } from "./mutations.ts";

/** How long a proof counts unless `PROOF_HOURS` is set. */
const PROOF_MS = 8 * 60 * 60 * 1000;

const cases = [...Object.entries(MUTATIONS), ...FURTHER].map(([name, mutation]) => ({
  name,
  ...mutation,
  shown: `${name} ${JSON.stringify(mutation.input?.({ email: "E" } as Place) ?? {}).replace(/"[-\w]{36}@/, '"')}`,
}));

/** A signed-in member of this role, with what the mutations name. */
async function callerOf(role: Role) {
  const written = await scenario()
    .withOrganization({ name: "Elsewhere" })
    .withOrganization()
    .withMember({ role: "master_admin", name: "Samuel Okafor" })
    .withMember({ role, name: "Mara Lindqvist" })
    .withToken()
    .withToken()
    .withToken()
    .withMember({ visibilityGroups: ["EMEA"] })
    .withToken()
    .withMember({ kind: "service", name: "ci-bot" })
    .withToken()
    .withMember({ deactivatedAt: 1, name: "Back Again" })
    .withMember({
      name: "Not Yet",
      invitation: { at: 1, by: { id: "usr_000000000000", name: "Samuel Okafor" } },
    })
    .written();
  const [elsewhere, organization] = written.organizations as unknown as [
    WrittenOrganization,
    WrittenOrganization,
  ];
  const [, caller, member, service, newcomer, invited] = written.members.map(({ user }) => user);
  const email = caller?.email as string;
  await env.DB.batch([
    ...["EMEA", "APAC"].map((name) =>
      env.DB.prepare("INSERT INTO visibility_group (id, organization_id, name) VALUES (?, ?, ?)").bind(
        `grp_${name}_${organization.id}`,
        organization.id,
        name,
      ),
    ),
    env.DB.prepare(
      `INSERT INTO membership (organization_id, user_id, name, role, permissions, visibility_groups, created_at)
       VALUES (?, ?, 'Mara', 'member', '[]', '[]', ?)`,
    ).bind(elsewhere.id, caller?.id, Date.now() + 1_000),
  ]);
  const place: Place = {
    email,
    callerId: caller?.id as string,
    memberId: member?.id as string,
    newcomerId: newcomer?.id as string,
    invitedId: invited?.id as string,
    serviceUserId: service?.id as string,
    ownTokenId: written.tokens[0]?.id as string,
    suspendedTokenId: written.tokens[1]?.id as string,
    rotatedTokenId: written.tokens[2]?.id as string,
    memberTokenId: written.tokens[3]?.id as string,
    serviceTokenId: written.tokens[4]?.id as string,
    otherOrganizationId: elsewhere.id,
    mailId: `out_${organization.id}`,
    passkeyId: `psk_${organization.id}`,
    registration: null,
  };
  await env.DB.batch([
    env.DB.prepare(
      `INSERT INTO outbox (id, recipient, notice, organization_id, problem, created_at)
       VALUES (?, 'a@x.example', '{"kind":"token-resumed"}', ?, 'E_RECIPIENT', 1)`,
    ).bind(place.mailId, organization.id),
    env.DB.prepare("UPDATE token SET suspended_at = 1, suspended_by = 'owner' WHERE id = ?").bind(
      place.suspendedTokenId,
    ),
    env.DB.prepare(
      `INSERT INTO identity_provider (organization_id, issuer, client_id, trusts_emails, changed_at)
       VALUES (?, 'https://id.example', 'another', 0, 1)`,
    ).bind(organization.id),
    ...[place.rotatedTokenId, place.serviceTokenId].map((id) =>
      env.DB.prepare(
        `UPDATE token SET hash_earlier = randomblob(32), earlier_ends_at = ?, earlier_ends_at_first_use = 1,
          rotated_at = 1 WHERE id = ?`,
      ).bind(Date.now() + 3_600_000, id),
    ),
  ]);
  const { cookie } = await isolate().signedIn(email);
  const sessionId = cookie.slice(cookie.indexOf("lks_") + 4).slice(0, 12);
  const challenge = crypto.getRandomValues(new Uint8Array(32));
  const key = await authenticator();
  place.registration = await key.registers({ challenge: encode(challenge), origin });
  await env.DB.batch([
    env.DB.prepare(
      "INSERT INTO passkey_challenge (challenge, purpose, session_id, expires_at) VALUES (?, 'register', ?, ?)",
    ).bind(challenge, sessionId, Date.now() + 300_000),
    env.DB.prepare(
      `INSERT INTO passkey (id, user_id, name, credential_id, public_key, counter, is_backed_up, transports, created_at)
       VALUES (?, ?, 'Laptop', randomblob(32), randomblob(77), 0, 0, '[]', 1)`,
    ).bind(place.passkeyId, place.callerId),
  ]);
  return { place, cookie, sessionId, organizationId: organization.id };
}

type Caller = Awaited<ReturnType<typeof callerOf>>;

/** Makes the call in an isolate in which `meanwhile` happens once, between the check of the caller and the batch. */
async function askWhile(
  caller: Caller,
  name: string,
  input: unknown,
  meanwhile: (caller: Caller) => Promise<unknown>,
) {
  let happened = false;
  const { database } = watchedDatabase(env.DB, async (sql) => {
    if (happened || !sql.includes("INTO demand")) return;
    happened = true;
    await meanwhile(caller);
  });
  const here = isolate({ DB: database });
  const answer = await call(here.anonymous({ origin, cookie: caller.cookie }), name, input);
  await here.settled();
  expect(happened).toBe(true);
  const body = (await answer.json()) as { error?: { data: { reason: string } } };
  return { status: answer.status, reason: body.error?.data.reason };
}

/** Everything that a change could touch, except the caller's own standing. */
async function world({ organizationId, place, sessionId }: Caller) {
  const read = (statement: string) => rows(`${statement} ORDER BY 1`, organizationId);
  return Promise.all([
    read(`SELECT user_id, role, permissions, visibility_groups, name, deactivated_at FROM membership
      WHERE organization_id = ? AND user_id <> '${place.callerId}'`),
    read(`SELECT id, name, hex(hash), hex(hash_earlier), suspended_at, endpoints FROM token
      WHERE organization_id = ? AND id <> '${sessionId}'`),
    read("SELECT name FROM visibility_group WHERE organization_id = ?"),
    read(
      "SELECT api_permissions, endpoints, unlisted_endpoints, former_names FROM organization WHERE id = ?",
    ),
    read("SELECT id FROM activity WHERE organization_id = ?"),
    rows("SELECT id, next_attempt_at FROM outbox ORDER BY id"),
    rows("SELECT password_hash FROM user WHERE id = ?", place.callerId),
    rows("SELECT id, name FROM passkey WHERE user_id = ?", place.callerId),
    rows("SELECT count(*) FROM passkey_challenge WHERE session_id = ?", sessionId),
  ]);
}

const ended = ({ sessionId }: Caller) =>
  env.DB.prepare("DELETE FROM token WHERE id = ?").bind(sessionId).run();
const provedLongAgo = ({ sessionId }: Caller) =>
  env.DB.prepare("UPDATE token SET proved_at = ? WHERE id = ?")
    .bind(Date.now() - PROOF_MS - 1_000, sessionId)
    .run();
const changed =
  (set: string) =>
  ({ place, organizationId }: Caller) =>
    env.DB.prepare(`UPDATE membership SET ${set} WHERE user_id = ? AND organization_id = ?`)
      .bind(place.callerId, organizationId)
      .run();

afterEach(() => vi.restoreAllMocks());

test("every mutation is in the table", () => {
  const mutations = Object.entries(appRouter._def.procedures as unknown as Record<string, AnyProcedure>)
    .filter(([, procedure]) => procedure._def.type === "mutation")
    .map(([name]) => name);
  expect([...Object.keys(MUTATIONS), ...BEFORE_SIGNING_IN, ...CHANGE_NOTHING].sort()).toEqual(
    mutations.sort(),
  );
});

test.each(["provider", "password"])(
  "changes nothing on the word of a session whose way, %s, is closed at that moment",
  async (way) => {
    const caller = await callerOf("member");
    const closed = ({ organizationId, sessionId }: Caller) =>
      env.DB.batch([
        env.DB.prepare("UPDATE token SET way = ? WHERE id = ?").bind(way, sessionId),
        env.DB.prepare(
          `UPDATE organization SET requires_provider = 1, provider_ended_through = (SELECT max(seq) FROM token)
           WHERE id = ?`,
        ).bind(organizationId),
      ]);
    const before = await world(caller);
    const answer = await askWhile(caller, "profile.rename", { name: "Another" }, closed);
    expect(answer).toEqual({ status: 401, reason: "session-ended" });
    expect(await world(caller)).toEqual(before);
  },
);

describe.each(cases)("$shown", ({ name, role, effect, input, permission, proof }) => {
  const inputOf = ({ place }: Caller) => input?.(place) ?? {};

  test.each([
    { of: "a session that ends at that moment", meanwhile: ended },
    { of: "a member who is deactivated at that moment", meanwhile: changed("deactivated_at = 1") },
  ])("changes nothing on the word of $of", async ({ meanwhile }) => {
    const caller = await callerOf(role);
    const before = await world(caller);
    const answer = await askWhile(caller, name, inputOf(caller), meanwhile);
    expect(answer).toEqual({ status: 401, reason: "session-ended" });
    expect(await world(caller)).toEqual(before);
  });

  test("changes nothing on the word of somebody who loses the role at that moment", async () => {
    const lower = ROLES[ROLES.indexOf(role) - 1];
    if (!lower) return;
    const caller = await callerOf(role);
    const before = await world(caller);
    const answer = await askWhile(caller, name, inputOf(caller), changed(`role = '${lower}'`));
    const reason = role === "master_admin" ? "master-admin-only" : "role-too-low";
    expect(answer).toEqual({ status: 403, reason });
    expect(await world(caller)).toEqual(before);
  });

  test("changes nothing on the word of somebody who loses the permission at that moment", async () => {
    if (!permission) return;
    const caller = await callerOf(role);
    const before = await world(caller);
    const answer = await askWhile(caller, name, inputOf(caller), changed("permissions = '[]'"));
    expect(answer).toEqual({ status: 403, reason: LACKING[permission] });
    expect(await world(caller)).toEqual(before);
  });

  test(`${proof ? "demands" : "does not demand"} a fresh proof, at the moment of the batch`, async () => {
    const caller = await callerOf(role);
    const before = await world(caller);
    const answer = await askWhile(caller, name, inputOf(caller), provedLongAgo);
    if (!proof) return expect(answer.status).toBe(200);
    expect(answer).toEqual({ status: 403, reason: "proof-stale" });
    expect(await world(caller)).toEqual(before);
  });

  test("is refused to lower roles, changed by nobody", async () => {
    for (const lower of ROLES.slice(0, ROLES.indexOf(role))) {
      const caller = await callerOf(lower);
      const before = await world(caller);
      const answer = await call(
        isolate().anonymous({ origin, cookie: caller.cookie }),
        name,
        inputOf(caller),
      );
      // A member who sees only their own tokens is told that others' do not exist.
      expect(answer.status).toBe(name === "secondaryTokens.delete" ? 404 : 403);
      expect(await world(caller)).toEqual(before);
    }
  });

  test(`${effect === "narrows" ? "waits" : "does not wait"} for leases`, async () => {
    const caller = await callerOf(role);
    const here = isolate({ VERIFICATION_LEASE_SECONDS: "30" });
    const waits: number[] = [];
    const real = globalThis.setTimeout;
    vi.spyOn(globalThis, "setTimeout").mockImplementation(((run: () => void, ms = 0) => {
      if (ms < 25_000) return real(run, ms);
      waits.push(ms);
      return real(run, 0);
    }) as typeof setTimeout);
    const answer = await call(here.anonymous({ origin, cookie: caller.cookie }), name, inputOf(caller));
    expect(answer.status).toBe(200);
    expect(waits.length > 0).toBe(effect === "narrows");
    await here.settled();
  });
});

test("a body that comes after the session ended is not acted upon", async () => {
  const caller = await callerOf("superuser");
  const here = isolate();
  let send: (bytes: string) => void = () => {};
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const encoder = new TextEncoder();
      controller.enqueue(encoder.encode("{"));
      send = (rest) => {
        controller.enqueue(encoder.encode(rest));
        controller.close();
      };
    },
  });
  const headers = { origin, cookie: caller.cookie, "content-type": "application/json" };
  const init = { method: "POST", headers, body, duplex: "half" } as RequestInit;
  const answering = here.fetch(`${origin}/trpc/organization.defineGroup`, init);
  await ended(caller);
  send('"name":"Too late"}');
  expect((await answering).status).toBe(401);
  expect(await rows("SELECT name FROM visibility_group WHERE name = 'Too late'")).toEqual([]);
});

describe("over REST, a token that is revoked at that moment", () => {
  test.each([
    ["DELETE /tokens/{id}", (place: Place) => `/api/v1/tokens/${place.ownTokenId}`],
    [
      "DELETE /organization/tokens/{id}",
      (place: Place) => `/api/v1/organization/tokens/${place.memberTokenId}`,
    ],
  ])("ends no other: %s", async (_, path) => {
    const caller = await callerOf("superuser");
    const { token, id } = await isolate()
      .anonymous({ origin, cookie: caller.cookie })
      .rpc.tokens.create.mutate({ name: "Auditor" });
    let happened = false;
    const { database } = watchedDatabase(env.DB, async (sql) => {
      if (happened || !sql.includes("INTO demand")) return;
      happened = true;
      await env.DB.prepare("DELETE FROM token WHERE id = ?").bind(id).run();
    });
    const before = await rows("SELECT id FROM activity WHERE organization_id = ?", caller.organizationId);
    const answer = await isolate({ DB: database })
      .bearer(token)
      .fetch(path(caller.place), { method: "DELETE" });
    expect(answer.status).toBe(401);
    expect(answer.headers.get("WWW-Authenticate")).toContain('error="invalid_token"');
    expect(await rows("SELECT id FROM activity WHERE organization_id = ?", caller.organizationId)).toEqual(
      before,
    );
  });
});
