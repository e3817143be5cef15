import * as z from "zod/mini";
import { listCustomers } from "../../../db/organizations/customers.ts";
import { cursorSchema, DEFAULT_LIMIT, limitSchema } from "../../domain/cursor.ts";
import { rfc3339 } from "../../domain/times.ts";
import { partnerProcedure } from "../guards.ts";

const input = z.strictObject({
  cursor: z.nullish(cursorSchema),
  limit: z._default(limitSchema, DEFAULT_LIMIT),
});

/** The organizations whose partner the caller's organization is, by name. */
export const customers = partnerProcedure
  .input(z._default(input, { limit: DEFAULT_LIMIT }))
  .query(async ({ ctx: { runtime, actor }, input: { cursor, limit } }) => {
    const page = await listCustomers(runtime.database, actor.member.organization.id, {
      cursor: cursor ?? undefined,
      limit,
    });
    const items = page.items.map((one) => ({ ...one, lastActivityAt: rfc3339(one.lastActivityAt) }));
    return { items, nextCursor: page.nextCursor };
  });
