import { expect, test } from "vitest";
import { ownDomain } from "../../factories/own-domain.ts";
import { count, rows } from "../../factories/rows.ts";
import { refusalOf } from "../../world/refusals.ts";

test("the provider is gone with its domains and its being required, and that is recorded", async () => {
  const { set, rpc, organization, settings } = await ownDomain();
  await set();
  await rows("UPDATE organization SET requires_provider = 1 WHERE id = ?", organization.id);
  expect(await rpc.organization.removeIdentityProvider.mutate()).toEqual({
    removed: true,
    ended: 0,
    signedOut: false,
  });
  expect(await rpc.organization.identityProvider.query()).toBeNull();
  for (const what of [
    "identity_provider WHERE organization_id = ?",
    "provider_domain WHERE organization_id = ?",
    "organization WHERE requires_provider AND id = ?",
  ])
    expect(await count(what, organization.id)).toBe(0);
  const { items } = await rpc.activity.list.query({ limit: 1 });
  expect(items[0]?.action).toBe("provider.changed");
  const [recorded] = await rows<{ detail: string }>(
    "SELECT detail FROM activity WHERE organization_id = ? AND detail ->> 'to' IS NULL AND action = 'provider.changed'",
    organization.id,
  );
  expect(JSON.parse(recorded?.detail ?? "")).toMatchObject({ from: { issuer: settings.issuer }, to: null });
});

test("its domain may be another's from then on", async () => {
  const [a, b] = [await ownDomain(), await ownDomain()];
  await a.set();
  await rows("UPDATE user SET email = ? WHERE id = ?", `second@${a.domain}`, b.admin.id);
  expect(await refusalOf(b.set({ domains: [a.domain] }))).toMatchObject({ reason: "domain-taken" });
  await a.rpc.organization.removeIdentityProvider.mutate();
  expect(await b.set({ domains: [a.domain] })).toMatchObject({ domains: [a.domain] });
});

test("where there is none nothing is removed, and it takes a Master Admin with a fresh proof", async () => {
  const { set, rpc, superuser, admin } = await ownDomain();
  const remove = () => refusalOf(rpc.organization.removeIdentityProvider.mutate());
  expect(await remove()).toEqual({ code: "NOT_FOUND", reason: "provider-missing" });
  await set();
  expect(await refusalOf((await superuser()).organization.removeIdentityProvider.mutate())).toMatchObject({
    code: "FORBIDDEN",
  });
  await rows("UPDATE token SET proved_at = 1 WHERE user_id = ?", admin.id);
  expect(await remove()).toEqual({ code: "FORBIDDEN", reason: "proof-stale" });
  expect(await rpc.organization.identityProvider.query()).not.toBeNull();
});
