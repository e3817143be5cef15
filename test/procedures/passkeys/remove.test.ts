import { expect, test } from "vitest";
import {
  answered,
  passkeyActivities,
  signInWith,
  withoutPasskey,
  withPasskey,
} from "../../factories/passkeys.ts";
import { count, rows } from "../../factories/rows.ts";
import { outcomeOf, reasonOf } from "../../world/refusals.ts";

const missing = "NOT_FOUND passkey-missing";

test("a passkey that is removed signs in nowhere; it is recorded, and its person is written", async () => {
  const { client, user, email, key, passkeyId: id } = await withPasskey();
  const response = await answered(key);
  expect(await client.rpc.passkeys.remove.mutate({ id })).toEqual({ removed: true });
  expect(await reasonOf(await signInWith(response))).toBe("passkey-refused");
  expect((await client.rpc.passkeys.list.query()).items).toEqual([]);
  expect((await passkeyActivities(user.id)).at(-1)).toEqual({
    action: "passkey.removed",
    detail: JSON.stringify({ name: "Phone" }),
  });
  expect(await count("outbox WHERE recipient = ? AND notice ->> 'kind' = 'passkey-removed'", email)).toBe(1);
  expect(await outcomeOf(client.rpc.passkeys.remove.mutate({ id }))).toBe(missing);
});

test("the sessions that it opened go on", async () => {
  const { client, user, key, passkeyId: id } = await withPasskey();
  await signInWith(await answered(key));
  await client.rpc.passkeys.remove.mutate({ id });
  expect(await count("token WHERE user_id = ? AND way = 'passkey'", user.id)).toBe(1);
  expect(await client.rpc.session.current.query()).not.toBeNull();
});

test("by its person alone, who has proved themselves lately", async () => {
  const { client, user, passkeyId: id } = await withPasskey();
  const { client: stranger } = await withoutPasskey();
  expect(await outcomeOf(stranger.rpc.passkeys.remove.mutate({ id }))).toBe(missing);
  await rows("UPDATE token SET proved_at = 1 WHERE user_id = ?", user.id);
  expect(await outcomeOf(client.rpc.passkeys.remove.mutate({ id }))).toBe("FORBIDDEN proof-stale");
  expect(await count("passkey WHERE user_id = ?", user.id)).toBe(1);
});
