import { env } from "cloudflare:workers";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { commitBatch, record } from "../../db/commit.ts";
import { connect } from "../../db/connect.ts";
import { SYSTEM } from "../../worker/change/authorize.ts";
import type { Activity } from "../../worker/domain/activity/actions.ts";
import { count, rows } from "../factories/rows.ts";
import { scenario } from "../factories/scenario.ts";

const database = connect(env.DB);

const entry = (organizationId: string): Activity => ({
  action: "token.renamed",
  detail: { from: "a", to: "b" },
  organizationId,
  actor: { id: "usr_000000000000", name: "Mara" },
  subject: null,
  token: null,
  at: 1,
});

const notice = {
  kind: "tokens-revoked" as const,
  organization: "O",
  administrator: "M",
  sessions: 0,
  apiTokens: 1,
  named: [],
};
const rename = (id: string, name: string) => sql`UPDATE organization SET name = ${name} WHERE id = ${id}`;
const activities = (id: string) => count("activity WHERE organization_id = ?", id);

test("change, activities, mail and consequences are written together", async () => {
  const { organization } = await scenario().withOrganization().written();
  const recipient = `${organization.id}@example.com`;
  const result = await commitBatch(database, {
    authority: SYSTEM,
    at: 1,
    change: rename(organization.id, "New"),
    activity: [entry(organization.id), entry(organization.id)],
    mail: [{ recipient, notice }],
    consequences: [sql`UPDATE organization SET created_at = 7 WHERE id = ${organization.id}`],
  });
  expect(result).toEqual({ unmet: null, ended: [] });
  expect(await activities(organization.id)).toBe(2);
  expect(await rows("SELECT notice FROM outbox WHERE recipient = ?", recipient)).toEqual([
    { notice: JSON.stringify(notice) },
  ]);
  expect(await rows("SELECT name, created_at FROM organization WHERE id = ?", organization.id)).toEqual([
    { name: "New", created_at: 7 },
  ]);
});

test("what changes nothing is not recorded and sends no mail", async () => {
  const { organization } = await scenario().withOrganization().written();
  const recipient = `${organization.id}@example.com`;
  const result = await commitBatch(database, {
    authority: SYSTEM,
    at: 1,
    change: rename("org_unknown", "New"),
    activity: [entry(organization.id), entry(organization.id)],
    mail: [{ recipient, notice }],
  });
  expect(result).toEqual({ unmet: "change", ended: [] });
  expect(await activities(organization.id)).toBe(0);
  expect(await count("outbox WHERE recipient = ?", recipient)).toBe(0);
});

test("a consequence that fails undoes all of it", async () => {
  const { organization } = await scenario().withOrganization().written();
  const failing = commitBatch(database, {
    authority: SYSTEM,
    at: 1,
    change: rename(organization.id, "New"),
    activity: [entry(organization.id)],
    consequences: [sql`UPDATE organization SET kind = 'nonsense' WHERE id = ${organization.id}`],
  });
  await expect(failing).rejects.toThrow(/CHECK/);
  expect(await rows("SELECT name FROM organization WHERE id = ?", organization.id)).toEqual([
    { name: "Northwind Labs" },
  ]);
  expect(await activities(organization.id)).toBe(0);
});

test("each activity gets an identifier of its own, in the form of all others", async () => {
  const { organization } = await scenario().withOrganization().written();
  await record(
    database,
    Array.from({ length: 200 }, () => entry(organization.id)),
  );
  const ids = await rows<{ id: string }>(
    "SELECT id FROM activity WHERE organization_id = ?",
    organization.id,
  );
  expect(new Set(ids.map(({ id }) => id)).size).toBe(200);
  for (const { id } of ids) expect(id).toMatch(/^act_[0-9A-Za-z]{12}$/);
});

test("nothing to record is no mistake", async () => {
  await record(database, []);
});

test("quotes, percent signs and emoji are data", async () => {
  const { organization } = await scenario().withOrganization().written();
  const name = `'); DROP TABLE activity;-- "%_\\ 🔑`;
  await record(database, [{ ...entry(organization.id), actor: { id: "usr_1", name } }]);
  expect(await rows("SELECT actor_name FROM activity WHERE organization_id = ?", organization.id)).toEqual([
    { actor_name: name },
  ]);
});
