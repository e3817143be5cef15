import * as z from "zod/mini";
import { stillCalledOf } from "../../../db/usage/still-called.ts";
import { mayManageOwnTokens } from "../../domain/policies/tokens.ts";
import { rfc3339 } from "../../domain/times.ts";
import { displayPrefix } from "../../domain/tokens/token.ts";
import { dayOf } from "../../domain/usage/counter.ts";
import { userIdSchema } from "../../domain/users/user-id.ts";
import { superuserProcedure } from "../guards.ts";
import { memberOfTeam } from "./member.ts";

/** A token counts as still called if it was called today or in the two days before. */
const DAYS = 3;

/** Tokens of a member that are always refused, but still called. */
export const stillCalled = superuserProcedure
  .input(z.strictObject({ userId: userIdSchema }))
  .query(async ({ ctx: { runtime, actor }, input: { userId } }) => {
    const { organization } = actor.member;
    const member = await memberOfTeam(runtime, actor, userId);
    const now = runtime.now();
    const tokens = await stillCalledOf(
      runtime.database,
      { organizationId: organization.id, userId },
      {
        now,
        days: Array.from({ length: DAYS }, (_, nth) => dayOf(now) - nth),
        isBlocked: member.deactivatedAt !== null || !mayManageOwnTokens(member),
      },
    );
    const { tokenPrefix } = runtime.settings;
    return {
      items: tokens.map(({ id, name, isRevoked, count, lastAt, method, route }) => ({
        token: { id, name, prefix: displayPrefix(id, tokenPrefix) },
        isRevoked,
        count,
        lastAt: rfc3339(lastAt),
        request: { method, route },
      })),
    };
  });
