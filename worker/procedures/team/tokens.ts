import * as z from "zod";
import { listApiTokens } from "../../../db/tokens.ts";
import { cursorSchema, DEFAULT_LIMIT, limitSchema } from "../../domain/cursor.ts";
import { userIdSchema } from "../../domain/users/user-id.ts";
import { superuserProcedure } from "../guards.ts";
import { presentToken } from "../tokens/present.ts";
import { memberOfTeam } from "./member.ts";

const input = z.strictObject({
  userId: userIdSchema,
  cursor: cursorSchema.nullish(),
  limit: limitSchema.default(DEFAULT_LIMIT),
});

/** The API tokens of one member, newest first; service users cannot sign in to see their own. */
export const tokens = superuserProcedure
  .input(input)
  .query(async ({ ctx: { runtime, actor }, input: { userId, cursor, limit } }) => {
    const { database, settings } = runtime;
    const { organization } = actor.member;
    const holder = { organization, ...(await memberOfTeam(runtime, actor, userId)) };
    const key = { organizationId: organization.id, userId };
    const page = await listApiTokens(database, key, { cursor: cursor ?? undefined, limit });
    return {
      ...page,
      items: page.items.map((token) =>
        presentToken(token, { tokenPrefix: settings.tokenPrefix, holder, now: runtime.now() }),
      ),
    };
  });
