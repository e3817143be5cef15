import * as z from "zod/mini";
import { listApiTokens, totalOf } from "../../../db/member-tokens/list.ts";
import { cursorSchema, DEFAULT_LIMIT, limitSchema } from "../../domain/cursor.ts";
import { memberTokenSortSchema, NEWEST_FIRST } from "../../domain/tokens/token-sort.ts";
import { userIdSchema } from "../../domain/users/user-id.ts";
import { superuserProcedure } from "../guards.ts";
import { presentToken } from "../tokens/present.ts";
import { memberOfTeam } from "./member.ts";

const input = z.strictObject({
  userId: userIdSchema,
  sort: z._default(memberTokenSortSchema, NEWEST_FIRST),
  cursor: z.nullish(cursorSchema),
  limit: z._default(limitSchema, DEFAULT_LIMIT),
});

/** The API tokens of one member; service users cannot sign in to see their own. */
export const tokens = superuserProcedure
  .input(input)
  .query(async ({ ctx: { runtime, actor }, input: { userId, sort, cursor, limit } }) => {
    const { database, settings } = runtime;
    const { organization } = actor.member;
    const holder = { organization, ...(await memberOfTeam(runtime, actor, userId)) };
    const key = { organizationId: organization.id, userId };
    const asked = { sort, cursor: cursor ?? undefined, limit };
    const page = await listApiTokens(database, key, asked);
    return {
      ...page,
      total: await totalOf(database, key, asked, page),
      items: page.items.map((token) =>
        presentToken(token, { tokenPrefix: settings.tokenPrefix, holder, now: runtime.now() }),
      ),
    };
  });
