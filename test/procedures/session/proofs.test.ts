import { expect, test } from "vitest";
import { withIdentityProvider } from "../../factories/identity-provider.ts";
import { isolate } from "../../factories/isolate.ts";
import { visitor, withoutPasskey, withPasskey } from "../../factories/passkeys.ts";
import { rows } from "../../factories/rows.ts";
import { outcomeOf } from "../../world/refusals.ts";

const NONE = { password: false, passkey: false, provider: null, access: false };

test("a password and passkeys prove whoever has them", async () => {
  const { client } = await withPasskey();
  expect(await client.rpc.session.proofs.query()).toEqual({ ...NONE, password: true, passkey: true });
  const { client: without, user } = await withoutPasskey();
  expect(await without.rpc.session.proofs.query()).toEqual({ ...NONE, password: true });
  await rows("UPDATE user SET password_hash = NULL WHERE id = ?", user.id);
  expect(await without.rpc.session.proofs.query()).toEqual(NONE);
  expect(await outcomeOf(visitor().rpc.session.proofs.query())).toBe("UNAUTHORIZED not-signed-in");
});

test("a provider proves the sessions that it opened, and where it is required nothing else does", async () => {
  const { client, user, organization } = await withPasskey();
  await withIdentityProvider(organization.id);
  expect(await client.rpc.session.proofs.query()).toMatchObject({ password: true, provider: null });
  await rows("UPDATE token SET way = 'provider' WHERE user_id = ?", user.id);
  await rows("UPDATE organization SET requires_provider = 1 WHERE id = ?", organization.id);
  expect(await client.rpc.session.proofs.query()).toEqual({
    ...NONE,
    provider: { name: organization.name, url: `/sign-in/with/${organization.id}?for=prove` },
  });
  await rows("UPDATE membership SET role = 'master_admin' WHERE user_id = ?", user.id);
  const { rpc } = isolate().anonymous({ cookie: client.cookie });
  expect(await rpc.session.proofs.query()).toMatchObject({ password: true, passkey: true });
});
