import * as z from "zod";
import { membershipsOf } from "../../../db/users.ts";
import { Refusal } from "../../domain/errors.ts";
import type { Opened } from "../../domain/sign-in/way.ts";
import { memberProcedure } from "../guards.ts";
import { openSession } from "./open-session.ts";

const input = z.strictObject({
  organizationId: z.string({ error: "id-invalid" }).max(100, { error: "id-invalid" }),
});

/** A session belongs to one organization: another one takes its place, which ends when it would have ended. */
export const switchOrganization = memberProcedure.input(input).mutation(async ({ ctx, input }) => {
  const { actor, authority } = ctx;
  const { user } = actor.member;
  const memberships = await membershipsOf(ctx.runtime.database, user.id);
  const membership = memberships.find(
    (one) => one.organizationId === input.organizationId && one.deactivatedAt === null,
  );
  if (!membership) throw new Refusal("organization-unknown");
  return openSession(ctx, {
    userId: user.id,
    email: user.email,
    membership,
    authority,
    opened: actor.token.opened as Opened,
    replaces: actor,
    expiresAt: actor.token.expiresAt as number,
  });
});
