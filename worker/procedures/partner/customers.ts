import * as z from "zod/mini";
import { listCustomers } from "../../../db/organizations/customers.ts";
import { cursorSchema, DEFAULT_LIMIT, limitSchema } from "../../domain/cursor.ts";
import { type CustomerSort, customerSortSchema } from "../../domain/organizations/customer-sort.ts";
import { rfc3339 } from "../../domain/times.ts";
import { partnerProcedure } from "../guards.ts";

const BY_NAME: CustomerSort = { by: "name", descending: false };

const input = z.strictObject({
  sort: z._default(customerSortSchema, BY_NAME),
  cursor: z.nullish(cursorSchema),
  limit: z._default(limitSchema, DEFAULT_LIMIT),
});

/** The organizations whose partner the caller's organization is, by name unless asked otherwise. */
export const customers = partnerProcedure
  .input(z.prefault(input, {}))
  .query(async ({ ctx: { runtime, actor }, input: { sort, cursor, limit } }) => {
    const page = await listCustomers(runtime.database, actor.member.organization.id, {
      sort,
      cursor: cursor ?? undefined,
      limit,
    });
    const items = page.items.map((one) => ({ ...one, lastActivityAt: rfc3339(one.lastActivityAt) }));
    return { items, nextCursor: page.nextCursor };
  });
