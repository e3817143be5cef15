import { expect, test } from "vitest";
import { passkeyActivities, withoutPasskey, withPasskey } from "../../factories/passkeys.ts";
import { rows } from "../../factories/rows.ts";
import { outcomeOf, refusalOf } from "../../world/refusals.ts";

test("a passkey gets another name, which is recorded once", async () => {
  const { client, user, passkeyId: id } = await withPasskey();
  const renamed = await client.rpc.passkeys.rename.mutate({ id, name: " My phone " });
  expect(renamed).toMatchObject({ id, name: "My phone", lastUsedAt: null });
  expect(await client.rpc.passkeys.rename.mutate({ id, name: "My phone" })).toEqual(renamed);
  expect((await client.rpc.passkeys.list.query()).items).toEqual([renamed]);
  expect((await passkeyActivities(user.id)).slice(1)).toEqual([
    { action: "passkey.renamed", detail: JSON.stringify({ from: "Phone", to: "My phone" }) },
  ]);
});

test("of several to one name at one moment, one is recorded", async () => {
  const { client, user, passkeyId: id } = await withPasskey();
  const { rename } = client.rpc.passkeys;
  const renaming = Array.from({ length: 5 }, () => rename.mutate({ id, name: "At once" }));
  expect((await Promise.all(renaming)).map(({ name }) => name)).toEqual(Array(5).fill("At once"));
  expect((await passkeyActivities(user.id)).slice(1)).toHaveLength(1);
});

test("by its person alone, who has proved themselves lately", async () => {
  const { client, user, passkeyId: id } = await withPasskey();
  const { client: stranger } = await withoutPasskey();
  const missing = "NOT_FOUND passkey-missing";
  expect(await outcomeOf(stranger.rpc.passkeys.rename.mutate({ id, name: "X" }))).toBe(missing);
  expect(await outcomeOf(client.rpc.passkeys.rename.mutate({ id: "psk_000000000000", name: "X" }))).toBe(
    missing,
  );
  await rows("UPDATE token SET proved_at = 1 WHERE user_id = ?", user.id);
  expect(await outcomeOf(client.rpc.passkeys.rename.mutate({ id, name: "X" }))).toBe("FORBIDDEN proof-stale");
  expect((await client.rpc.passkeys.list.query()).items).toMatchObject([{ name: "Phone" }]);
});

test.each([
  [{ name: " " }, "name-blank", "name"],
  [{ name: "x".repeat(101) }, "name-too-long", "name"],
  [{ name: "X", id: "x".repeat(101) }, "id-invalid", "id"],
])("%j is refused", async (wanted, reason, field) => {
  const { client, passkeyId: id } = await withPasskey();
  const renaming = client.rpc.passkeys.rename.mutate({ id, ...wanted });
  expect(await refusalOf(renaming)).toEqual({ code: "BAD_REQUEST", reason, field });
});
