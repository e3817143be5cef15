import * as z from "zod";
import { listSecondaryTokens } from "../../../db/secondary-tokens.ts";
import { cursorSchema, DEFAULT_LIMIT, limitSchema } from "../../domain/cursor.ts";
import { userIdSchema } from "../../domain/users/user-id.ts";
import { memberProcedure } from "../guards.ts";
import { presentSecondaryToken } from "./present.ts";
import { whose } from "./whose.ts";

const input = z
  .strictObject({
    userId: userIdSchema.optional(),
    cursor: cursorSchema.nullish(),
    limit: limitSchema.default(DEFAULT_LIMIT),
  })
  .default({ limit: DEFAULT_LIMIT });

/** Sessions and API tokens in one list, newest first; another member's for a Master Admin. */
export const list = memberProcedure.input(input).query(async ({ ctx: { runtime, actor }, input }) => {
  const { database, settings } = runtime;
  const holder = await whose(database, actor, input.userId);
  const now = runtime.now();
  const { items, nextCursor } = await listSecondaryTokens(
    database,
    { organizationId: holder.organization.id, userId: holder.user.id },
    {
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
