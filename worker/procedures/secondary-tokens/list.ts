import * as z from "zod/mini";
import { listSecondaryTokens } from "../../../db/member-tokens/secondary.ts";
import { cursorSchema, DEFAULT_LIMIT, limitSchema } from "../../domain/cursor.ts";
import { searchTermSchema } from "../../domain/search-term.ts";
import { type SecondarySort, secondarySortSchema } from "../../domain/tokens/secondary-list.ts";
import { userIdSchema } from "../../domain/users/user-id.ts";
import { memberProcedure } from "../guards.ts";
import { presentSecondaryToken } from "./present.ts";
import { whose } from "./whose.ts";

const NEWEST_FIRST: SecondarySort = { by: "created", descending: true };

const input = z.prefault(
  z.strictObject({
    userId: z.optional(userIdSchema),
    q: z.optional(searchTermSchema),
    sort: z._default(secondarySortSchema, NEWEST_FIRST),
    cursor: z.nullish(cursorSchema),
    limit: z._default(limitSchema, DEFAULT_LIMIT),
  }),
  {},
);

/** Sessions and API tokens in one list, this session first; another member's for a Master Admin. */
export const list = memberProcedure.input(input).query(async ({ ctx: { runtime, actor }, input }) => {
  const { database, settings } = runtime;
  const holder = await whose(database, actor, input.userId);
  const now = runtime.now();
  const { items, nextCursor } = await listSecondaryTokens(
    database,
    { organizationId: holder.organization.id, userId: holder.user.id },
    {
      q: input.q,
      sort: input.sort,
      firstId: actor.token.id,
      cursor: input.cursor ?? undefined,
      limit: input.limit,
      now,
      sessionIdleMs: settings.sessionIdleMs,
    },
  );
  return {
    items: items.map((row) =>
      presentSecondaryToken(row, settings, { currentId: actor.token.id, holder, now }),
    ),
    nextCursor,
  };
});
