import { env } from "cloudflare:workers";
import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { connect, prepare } from "../../db/connect.ts";
import { insertFrom, insertWhere } from "../../db/sql.ts";
import { organization } from "../../db/tables/organization.ts";
import { visibilityGroup } from "../../db/tables/visibility-group.ts";

const database = connect(env.DB);
const row = {
  name: "Contoso",
  kind: "customer" as const,
  apiPermissions: [{ key: "reports:read", description: "Can read reports" }],
  exemptServiceUsers: true,
  createdAt: 1,
};
const found = (id: string) => database.select().from(organization).where(eq(organization.id, id));

test("a row that is inserted on a condition is stored as the builder stores it, with the table's defaults", async () => {
  await prepare(database, insertWhere(organization, { id: "org_where", ...row }, sql`1 < 2`)).run();
  await database.insert(organization).values({ id: "org_values", ...row });
  const [[conditional], [built]] = [await found("org_where"), await found("org_values")];
  expect(conditional).toEqual({ ...built, id: "org_where" });
});

test("it is not inserted where the condition does not hold", async () => {
  await prepare(database, insertWhere(organization, { id: "org_never", ...row }, sql`1 > 2`)).run();
  expect(await found("org_never")).toEqual([]);
});

test("rows are inserted of those of another table that are taken in, by its columns", async () => {
  for (const id of ["org_first", "org_other"]) await database.insert(organization).values({ id, ...row });
  const { id, name } = organization;
  const groups = { id: sql`'grp_' || ${id}`, organizationId: id, name };
  const insertion = insertFrom(visibilityGroup, groups, organization, eq(id, "org_first"));
  const { meta } = await prepare(database, insertion).run();
  expect(meta.changes).toBe(1);
  const [group] = await database
    .select()
    .from(visibilityGroup)
    .where(eq(visibilityGroup.organizationId, "org_first"));
  expect(group).toEqual({ id: "grp_org_first", organizationId: "org_first", name: "Contoso" });
});
