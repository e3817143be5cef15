import * as z from "zod/mini";
import { countActivity } from "../../../db/activity/list.ts";
import { MOST_COUNTED } from "../../domain/counted.ts";
import { demand } from "../../domain/errors.ts";
import { maySeeActivity } from "../../domain/policies/activity.ts";
import { userIdSchema } from "../../domain/users/user-id.ts";
import { memberProcedure } from "../guards.ts";

const input = z._default(z.strictObject({ userId: z.optional(userIdSchema) }), {});

/** How many entries `activity.list` shows on all its pages. @throws Refusal `role-too-low` */
export const count = memberProcedure.input(input).query(({ ctx: { runtime, actor }, input: { userId } }) => {
  const { member } = actor;
  demand(maySeeActivity(member), "role-too-low");
  return countActivity(runtime.database, member.organization.id, { userId, most: MOST_COUNTED });
});
