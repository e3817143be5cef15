import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { ownDomain } from "../../factories/own-domain.ts";
import { rows } from "../../factories/rows.ts";
import { refusalOf } from "../../world/refusals.ts";

test("what was set is told, and recorded from what to what", async () => {
  const { set, rpc, domain, settings, organization } = await ownDomain();
  expect(await set({ domains: [domain.toUpperCase(), domain] })).toEqual({
    ...settings,
    ended: 0,
    signedOut: false,
  });
  expect(await rpc.organization.identityProvider.query()).toMatchObject({ ...settings, test: null });
  await set({ clientId: "another" });
  const changes = await rows<{ detail: string }>(
    "SELECT detail FROM activity WHERE organization_id = ? AND action = 'provider.changed' ORDER BY at, rowid",
    organization.id,
  );
  expect(changes.map(({ detail }) => JSON.parse(detail))).toEqual([
    { from: null, to: settings },
    { from: settings, to: { ...settings, clientId: "another" } },
  ]);
});

test("the secret is kept sealed, and nobody sees it again", async () => {
  const { set, rpc, organization } = await ownDomain();
  await set({ clientSecret: "stub client secret" });
  const stored = async () =>
    (
      await rows(
        "SELECT client_secret AS sealed FROM identity_provider WHERE organization_id = ?",
        organization.id,
      )
    )[0]?.sealed;
  const sealed = await stored();
  expect(sealed).not.toContain("stub");
  await set({ trustEmails: true });
  expect(await stored()).toBe(sealed);
  const told = await rpc.organization.identityProvider.query();
  expect(told).toMatchObject({ hasClientSecret: true, trustEmails: true });
  const activity = await rows("SELECT detail FROM activity WHERE organization_id = ?", organization.id);
  expect(JSON.stringify([told, activity])).not.toContain("stub client");
  await set({ clientSecret: null });
  expect(await rpc.organization.identityProvider.query()).toMatchObject({ hasClientSecret: false });
});

test.each(["stub client secret", null])(
  "what was tested can be required, also where the same secret is entered again: %s",
  async (clientSecret) => {
    const { set, admin, organization } = await ownDomain();
    await set({ clientSecret });
    await env.DB.prepare(
      "UPDATE identity_provider SET tested_by = ?, tested_at = changed_at WHERE organization_id = ?",
    )
      .bind(admin.id, organization.id)
      .run();
    expect(await refusalOf(set({ clientSecret: "another", required: true }))).toMatchObject({
      reason: "provider-untested",
    });
    expect(await set({ clientSecret, required: true })).toMatchObject({ required: true });
  },
);

test("the secret of one issuer is not given to another", async () => {
  const { set, rpc } = await ownDomain();
  const kept = async () => (await rpc.organization.identityProvider.query())?.hasClientSecret;
  await set({ clientSecret: "stub client secret" });
  await set({ issuer: "https://id.example/", clientId: "another" });
  expect(await kept()).toBe(true);
  expect(await refusalOf(set({ issuer: "https://id.example/other" }))).toMatchObject({
    reason: "client-secret-invalid",
    field: "clientSecret",
  });
  await set({ issuer: "https://id.example/other", clientSecret: null });
  await set({ issuer: "https://other.example" });
  expect(await kept()).toBe(false);
});

test("a secret that nothing could seal is refused", async () => {
  const { set } = await ownDomain({ SECRETS_KEY: "" });
  expect(await refusalOf(set({ clientSecret: "x" }))).toMatchObject({ reason: "secrets-key-missing" });
});

test("a domain is one's own, and one organization's", async () => {
  const [a, b] = [await ownDomain(), await ownDomain()];
  expect(await refusalOf(a.set({ domains: ["gmail.com"] }))).toMatchObject({ reason: "domain-public" });
  expect(await refusalOf(a.set({ domains: [b.domain] }))).toMatchObject({ reason: "domain-not-yours" });
  await a.set();
  await rows("UPDATE user SET email = ? WHERE id = ?", `second@${a.domain}`, b.admin.id);
  expect(await refusalOf(b.set({ domains: [a.domain] }))).toMatchObject({
    reason: "domain-taken",
    field: "domains",
  });
});

test.each([
  [{ issuer: "ftp://id.example" }, "issuer-invalid"],
  [{ clientId: " " }, "client-id-invalid"],
  [{ required: true }, "provider-untested"],
  [{ newMembers: { permissions: ["reports:burn"], visibilityGroups: [] } }, "permission-unknown"],
])("%j is refused: %s", async (further, reason) => {
  const { set, rpc } = await ownDomain();
  expect(await refusalOf(set(further))).toMatchObject({ reason });
  expect(await rpc.organization.identityProvider.query()).toBeNull();
});

test("is a Master Admin's", async () => {
  const { superuser, settings } = await ownDomain();
  const setting = (await superuser()).organization.setIdentityProvider.mutate(settings);
  expect(await refusalOf(setting)).toMatchObject({ code: "FORBIDDEN" });
});
