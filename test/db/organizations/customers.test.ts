import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { connect } from "../../../db/connect.ts";
import { countCustomers, listCustomers } from "../../../db/organizations/customers.ts";
import { MOST_COUNTED } from "../../../worker/domain/counted.ts";
import type { CustomerSort } from "../../../worker/domain/organizations/customer-sort.ts";
import { NTH } from "../../factories/many-tokens.ts";
import { rows } from "../../factories/rows.ts";
import { scenario } from "../../factories/scenario.ts";
import { counting } from "../../world/counting.ts";

const CUSTOMERS = 3_000;

test("by name a page reads its own rows, by anything else each customer's few, and at most 1,001 are counted", async () => {
  const { organization } = await scenario().withOrganization({ kind: "partner" }).written();
  await rows(
    `INSERT INTO organization (id, name, kind, partner_id, api_permissions, created_at)
     ${NTH} SELECT printf('org_%05d', n), printf('Customer %05d', n), 'customer', ?2, '[]', n FROM nth`,
    CUSTOMERS,
    organization.id,
  );
  const { d1, counter } = counting(env.DB);
  const database = connect(d1);
  const reads = async (work: () => Promise<unknown>) => {
    const before = counter.read;
    await work();
    return counter.read - before;
  };
  const page = (by: CustomerSort["by"], cursor?: string) =>
    listCustomers(database, organization.id, { sort: { by, descending: false }, cursor, limit: 50 });
  expect(await reads(() => page("name"))).toBeLessThanOrEqual(4 * 51);
  const { nextCursor } = await page("name");
  expect(await reads(() => page("name", nextCursor ?? ""))).toBeLessThanOrEqual(4 * 51);
  for (const by of ["id", "members", "tokens", "last_activity"] as const)
    expect(await reads(() => page(by))).toBeLessThanOrEqual(6 * CUSTOMERS);
  expect(await reads(() => countCustomers(database, organization.id, MOST_COUNTED))).toBe(1_001);
});
