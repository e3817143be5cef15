import * as z from "zod/mini";
import { listActivity } from "../../../db/activity/list.ts";
import type { Actor } from "../../domain/actor.ts";
import { cursorSchema, DEFAULT_LIMIT, limitSchema } from "../../domain/cursor.ts";
import { demand } from "../../domain/errors.ts";
import { maySeeActivity } from "../../domain/policies/activity.ts";
import { userIdSchema } from "../../domain/users/user-id.ts";
import { memberProcedure } from "../guards.ts";
import type { Runtime } from "../runtime.ts";
import { presentActivity } from "./present.ts";

const input = z.strictObject({
  userId: z.optional(userIdSchema),
  cursor: z.nullish(cursorSchema),
  limit: z._default(limitSchema, DEFAULT_LIMIT),
});

export const list = memberProcedure
  .input(z._default(input, { limit: DEFAULT_LIMIT }))
  .query(({ ctx, input }) => listOrganizationActivity(ctx.runtime, ctx.actor, input));

/** The activity of the caller's organization, newest first. @throws Refusal `role-too-low` */
export async function listOrganizationActivity(
  { database, settings }: Runtime,
  { member }: Actor,
  { userId, cursor, limit }: z.output<typeof input>,
) {
  demand(maySeeActivity(member), "role-too-low");
  const page = await listActivity(database, member.organization.id, {
    userId,
    cursor: cursor ?? undefined,
    limit,
  });
  return { ...page, items: page.items.map((one) => presentActivity(one, settings.tokenPrefix)) };
}
