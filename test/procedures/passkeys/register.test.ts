import { env } from "cloudflare:workers";
import { expect, test, vi } from "vitest";
import { MINUTE_MS } from "../../../worker/domain/durations.ts";
import { behindAccess, TEAM } from "../../factories/access-team.ts";
import { authenticator, encode } from "../../factories/authenticator.ts";
import { isolate } from "../../factories/isolate.ts";
import {
  challengeOf,
  passkeyActivities,
  register,
  withoutPasskey,
  withPasskey,
} from "../../factories/passkeys.ts";
import { count, rows } from "../../factories/rows.ts";
import { origin } from "../../world/in-workerd.ts";
import { outcomeOf } from "../../world/refusals.ts";

test("a passkey is added by the answer to a challenge of this session, once; it is recorded, and its person is written", async () => {
  const { client, user, email, organization } = await withoutPasskey();
  expect(await client.rpc.passkeys.list.query()).toEqual({
    items: [],
    nextCursor: null,
    changeable: true,
    password: true,
  });
  const key = await authenticator("ed25519");
  const challenge = await challengeOf(client, "register");
  const response = await key.registers({ challenge, origin });
  const added = await client.rpc.passkeys.register.mutate({ name: " Phone ", response });
  expect(added).toMatchObject({ name: "Phone", lastUsedAt: null, synced: false });
  expect(added.id).toMatch(/^psk_[0-9A-Za-z]{12}$/);
  expect((await client.rpc.passkeys.list.query()).items).toEqual([added]);
  expect(await passkeyActivities(user.id)).toEqual([{ action: "passkey.added", detail: '{"name":"Phone"}' }]);
  expect(
    await count("activity WHERE action = 'passkey.added' AND organization_id = ?", organization.id),
  ).toBe(1);
  const [mail] = await rows<{ notice: string }>("SELECT notice FROM outbox WHERE recipient = ?", email);
  expect(JSON.parse(mail?.notice ?? "")).toMatchObject({ kind: "passkey-added", name: "Phone" });
  expect(await outcomeOf(client.rpc.passkeys.register.mutate({ name: "Again", response }))).toBe(
    "CONFLICT passkey-known",
  );
  const other = await authenticator();
  const again = await other.registers({ challenge, origin });
  expect(await outcomeOf(client.rpc.passkeys.register.mutate({ name: "Again", response: again }))).toBe(
    "BAD_REQUEST passkey-invalid",
  );
});

test("a passkey is added by no other session's challenge, none of another purpose, and none that is too old", async () => {
  const { client, email } = await withoutPasskey();
  const other = await isolate().signedIn(email);
  const key = await authenticator();
  const trying = async (challenge: string) =>
    outcomeOf(
      client.rpc.passkeys.register.mutate({
        name: "X",
        response: await key.registers({ challenge, origin }),
      }),
    );
  const refused = "BAD_REQUEST passkey-invalid";
  expect(await trying(await challengeOf(other, "register"))).toBe(refused);
  expect(await trying(await challengeOf(client, "signIn"))).toBe(refused);
  expect(await trying(await challengeOf(client, "prove"))).toBe(refused);
  expect(await trying(encode(new Uint8Array(32)))).toBe(refused);
  const challenge = await challengeOf(client, "register");
  vi.useFakeTimers({ toFake: ["Date"] });
  try {
    vi.advanceTimersByTime(5 * MINUTE_MS);
    expect(await trying(challenge)).toBe(refused);
  } finally {
    vi.useRealTimers();
  }
});

test("a passkey is added to no other account that knows it, not beyond twenty, and by nobody who was not verified", async () => {
  const { client, user, key } = await withPasskey();
  expect(await outcomeOf(register(client, await authenticator(), "X", { flags: 1 }))).toBe(
    "BAD_REQUEST passkey-invalid",
  );
  const stranger = await withoutPasskey();
  expect(await outcomeOf(register(stranger.client, key))).toBe("CONFLICT passkey-known");
  await env.DB.prepare(
    `INSERT INTO passkey (id, user_id, name, credential_id, public_key, counter, is_backed_up, transports, created_at)
     SELECT 'psk_' || value || ?1, ?1, 'One', randomblob(16), x'00', 0, 0, '[]', 1 FROM json_each(?2)`,
  )
    .bind(user.id, JSON.stringify([...Array(18).keys()]))
    .run();
  const challenges = [await challengeOf(client, "register"), await challengeOf(client, "register")];
  const outcomes = await Promise.allSettled(
    challenges.map(async (challenge) => {
      const response = await (await authenticator()).registers({ challenge, origin });
      return client.rpc.passkeys.register.mutate({ name: "Last", response });
    }),
  );
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await outcomeOf(challengeOf(client, "register"))).toBe("CONFLICT passkey-limit");
});

test.each(["provider", "access"])("passkeys are changed by no session that came in by %s", async (way) => {
  const { client: before, user, passkeyId, organization } = await withPasskey();
  const client = isolate(behindAccess(organization.id)).anonymous({ origin, cookie: before.cookie });
  const challenge = await challengeOf(client, "register");
  await rows("UPDATE token SET way = ? WHERE user_id = ? AND kind = 'session'", way, user.id);
  await rows("INSERT INTO provider_subject VALUES (?, ?, 'sub', ?, 1)", organization.id, TEAM, user.id);
  const response = await (await authenticator()).registers({ challenge, origin });
  const { passkeys } = client.rpc;
  const narrow = "FORBIDDEN way-too-narrow";
  expect(await outcomeOf(challengeOf(client, "register"))).toBe(narrow);
  expect(await outcomeOf(passkeys.register.mutate({ name: "X", response }))).toBe(narrow);
  expect(await outcomeOf(passkeys.rename.mutate({ id: passkeyId, name: "X" }))).toBe(narrow);
  expect(await outcomeOf(passkeys.remove.mutate({ id: passkeyId }))).toBe(narrow);
  expect(await passkeys.list.query()).toMatchObject({ changeable: false, items: [{ name: "Phone" }] });
});
