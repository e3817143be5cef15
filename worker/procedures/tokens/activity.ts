import * as z from "zod/mini";
import { listTokenActivity } from "../../../db/activity/list.ts";
import { cursorSchema, DEFAULT_LIMIT, limitSchema } from "../../domain/cursor.ts";
import { tokenIdSchema } from "../../domain/tokens/token-id.ts";
import { presentActivity } from "../activity/present.ts";
import { ownTokensProcedure } from "../guards.ts";
import type { Runtime } from "../runtime.ts";

export const tokenActivityInput = z.strictObject({
  id: tokenIdSchema,
  cursor: z.nullish(cursorSchema),
  limit: z._default(limitSchema, DEFAULT_LIMIT),
});

/** The activity of one of the caller's own API tokens, newest first; also after its end. */
export const activity = ownTokensProcedure
  .input(tokenActivityInput)
  .query(({ ctx: { runtime, actor }, input }) => {
    const { organization, user } = actor.member;
    return activityOfToken(runtime, { organizationId: organization.id, ownerId: user.id }, input);
  });

/** The activity of an API token of one member, or of anybody in an organization; empty for any other token. */
export async function activityOfToken(
  { database, settings }: Runtime,
  { organizationId, ownerId }: { organizationId: string; ownerId?: string },
  { id, cursor, limit }: z.output<typeof tokenActivityInput>,
) {
  const asked = { tokenId: id, ownerId, cursor: cursor ?? undefined, limit };
  const page = await listTokenActivity(database, organizationId, asked);
  return { ...page, items: page.items.map((one) => presentActivity(one, settings.tokenPrefix)) };
}
