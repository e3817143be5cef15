import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { authenticator } from "../../factories/authenticator.ts";
import { register, visitor, withoutPasskey, withPasskey } from "../../factories/passkeys.ts";
import { outcomeOf } from "../../world/refusals.ts";

test("one's own passkeys are told, the newest first, and nothing of their keys", async () => {
  const { client, passkeyId, user } = await withPasskey();
  await env.DB.prepare(
    "UPDATE passkey SET created_at = 1, last_used_at = 2, is_backed_up = 1 WHERE user_id = ?",
  )
    .bind(user.id)
    .run();
  const laptop = await register(client, await authenticator(), "Laptop");
  expect(await client.rpc.passkeys.list.query()).toEqual({
    items: [
      laptop,
      {
        id: passkeyId,
        name: "Phone",
        createdAt: "1970-01-01T00:00:00.001Z",
        lastUsedAt: "1970-01-01T00:00:00.002Z",
        synced: true,
      },
    ],
    nextCursor: null,
    changeable: true,
    password: true,
  });
});

test("of others there is nothing, and it is told where there is no password besides", async () => {
  await withPasskey();
  const { client, user } = await withoutPasskey();
  await env.DB.prepare("UPDATE user SET password_hash = NULL WHERE id = ?").bind(user.id).run();
  expect(await client.rpc.passkeys.list.query()).toMatchObject({ items: [], password: false });
  expect(await outcomeOf(visitor().rpc.passkeys.list.query())).toBe("UNAUTHORIZED not-signed-in");
});

test("a session that a provider opened is told that it changes none", async () => {
  const { client, user } = await withPasskey();
  await env.DB.prepare("UPDATE token SET way = 'provider' WHERE user_id = ?").bind(user.id).run();
  const { items, changeable } = await client.rpc.passkeys.list.query();
  expect([items.length, changeable]).toEqual([1, false]);
});
