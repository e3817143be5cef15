import { env } from "cloudflare:workers";
import { describe, expect, test } from "vitest";
import { isolate } from "../factories/isolate.ts";
import { rows } from "../factories/rows.ts";
import { scenario } from "../factories/scenario.ts";

const run = (sql: string, ...values: unknown[]) =>
  env.DB.prepare(sql)
    .bind(...values)
    .run();

test("the migrations made every table", async () => {
  const made = await rows<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table'");
  const names = made.map(({ name }) => name);
  const expected = ["organization", "user", "membership", "visibility_group", "token", "activity", "outbox"];
  expect(names).toEqual(
    expect.arrayContaining([...expected, "sign_in_attempt", "one_time_link", "tombstone_due"]),
  );
});

describe("activity is append-only", () => {
  test.each([
    "UPDATE activity SET actor_name = 'somebody else'",
    "UPDATE activity SET at = at",
    "DELETE FROM activity",
    "REPLACE INTO activity SELECT * FROM activity",
    "INSERT INTO activity SELECT * FROM activity WHERE true ON CONFLICT (id) DO UPDATE SET actor_name = 'x'",
  ])("%s is refused", async (sql) => {
    const { token } = await scenario().withOrganization().withMember().withToken().written();
    await isolate().bearer(token.text).fetch("/api/v1/tokens/current", { method: "DELETE" });
    const before = await rows("SELECT * FROM activity ORDER BY id");
    expect(before.length).toBeGreaterThan(0);
    await expect(run(sql)).rejects.toThrow(/append-only|UNIQUE/);
    expect(await rows("SELECT * FROM activity ORDER BY id")).toEqual(before);
  });
});

describe("a token's row is refused", () => {
  test.each([
    ["a session without an expiry", "kind = 'session', scopes = NULL, expires_at = NULL"],
    ["a session with scopes", `kind = 'session', scopes = 'all', expires_at = 9`],
    ["an API token without scopes", "scopes = NULL"],
    ["an API token with no scope in its list", "scopes = '[]'"],
    ["an API token whose scopes are not JSON", "scopes = 'reports:read'"],
    ["an API token with a user agent", "user_agent = 'curl'"],
    ["an API token with a client address", "client_address = '::1'"],
    ["a kind that is unknown", "kind = 'refresh'"],
    ["a hash of 31 bytes", "hash = zeroblob(31)"],
    ["a hash as text", "hash = '01234567890123456789012345678901'"],
    ["no hash", "hash = NULL"],
    ["an id of 11 characters", "id = '12345678901'"],
    ["a last use without its method", "last_used_at = 1, last_used_method = NULL"],
    ["a method without its time", "last_used_at = NULL, last_used_method = 'GET'"],
    ["an organization that the owner is not in", "organization_id = 'org_000000000000'"],
  ])("%s", async (_, set) => {
    const { token } = await scenario().withOrganization().withMember().withToken().written();
    await expect(run(`UPDATE token SET ${set} WHERE id = ?`, token.id)).rejects.toThrow(/constraint failed/i);
  });

  test("whose id another token has", async () => {
    const { tokens } = await scenario().withOrganization().withMember().withToken().withToken().written();
    const [one, other] = tokens.map(({ id }) => id);
    await expect(run("UPDATE token SET id = ? WHERE id = ?", one, other)).rejects.toThrow(/UNIQUE/);
  });
});

test.each([
  ["a role that is unknown", "UPDATE membership SET role = 'owner' WHERE user_id = ?"],
  ["permissions that are no list", "UPDATE membership SET permissions = '{}' WHERE user_id = ?"],
  ["groups that are no list", "UPDATE membership SET visibility_groups = '\"EMEA\"' WHERE user_id = ?"],
  ["a member who leaves behind tokens", "DELETE FROM membership WHERE user_id = ?"],
  ["a user who leaves behind memberships", "DELETE FROM user WHERE id = ?"],
  ["a human without an address", "UPDATE user SET email = NULL WHERE id = ?"],
  ["a service user with an address", "UPDATE user SET kind = 'service', password_hash = NULL WHERE id = ?"],
  ["a service user with a password", "UPDATE user SET kind = 'service', email = NULL WHERE id = ?"],
])("%s is refused", async (_, sql) => {
  const { member } = await scenario().withOrganization().withMember().withToken().written();
  await expect(run(sql, member.user.id)).rejects.toThrow(/constraint failed/i);
});

test("one address is one user's", async () => {
  const { members } = await scenario().withOrganization().withMember().withMember().written();
  const [one, other] = members.map(({ user }) => user);
  await expect(run("UPDATE user SET email = ? WHERE id = ?", one?.email, other?.id)).rejects.toThrow(
    /UNIQUE/,
  );
});

test("a partner organization has no partner", async () => {
  const { organization } = await scenario().withOrganization({ kind: "partner" }).written();
  await expect(
    run("UPDATE organization SET partner_id = 'org_x' WHERE id = ?", organization.id),
  ).rejects.toThrow(/constraint failed/i);
});

test("a token is blocked for as long as its member may not use tokens", async () => {
  const { members, organization } = await scenario()
    .withOrganization()
    .withMember()
    .withToken({ name: "One" })
    .withToken({ name: "Other" })
    .withSession()
    .withMember({ permissions: ["reports:read"] })
    .withToken({ name: "From the start" })
    .withMember({ role: "master_admin", permissions: [] })
    .withToken({ name: "Master" })
    .withMember()
    .withToken({ name: "Neighbour" })
    .written();
  const blocked = async () =>
    (
      await rows<{ name: string }>(
        "SELECT name FROM token WHERE organization_id = ? AND is_blocked ORDER BY name",
        organization.id,
      )
    ).map(({ name }) => name);
  const set = (nth: number, columns: string) =>
    run(`UPDATE membership SET ${columns} WHERE user_id = ?`, members[nth]?.user.id);
  expect(await blocked()).toEqual(["From the start"]);
  await set(0, `permissions = '["reports:read","tokens.introspect"]'`);
  expect(await blocked()).toEqual(["From the start", "One", "Other"]);
  await set(0, `role = 'master_admin'`);
  await set(2, `role = 'superuser'`);
  expect(await blocked()).toEqual(["From the start", "Master"]);
  await set(1, `permissions = '["tokens.personal"]'`);
  await set(0, `role = 'member', permissions = '["tokens.personal"]'`);
  expect(await blocked()).toEqual(["Master"]);
});
