import * as z from "zod/mini";
import { membershipsOf } from "../../../db/members/users.ts";
import { demand, Refusal } from "../../domain/errors.ts";
import { isOfProvider } from "../../domain/sign-in/way.ts";
import { memberProcedure } from "../guards.ts";
import { openSession } from "./open-session.ts";
import { isOpenTo, providerRequired } from "./provider-instead.ts";

const input = z.strictObject({
  organizationId: z.string({ error: "id-invalid" }).check(z.maxLength(100, { error: "id-invalid" })),
});

/**
 * A session belongs to one organization. Switching replaces it with one that ends at the same time. The way that
 * opened this session has to open the other organization too: one organization's provider means nothing in another.
 * @throws Refusal `organization-unknown`, `provider-required`, `other-sign-in-needed`
 */
export const switchOrganization = memberProcedure.input(input).mutation(async ({ ctx, input }) => {
  const { actor, authority } = ctx;
  const { user } = actor.member;
  const { opened } = actor.token;
  // Alike for every organization: its administrators must not learn where else somebody is a member.
  demand(opened.way !== "provider", "other-sign-in-needed");
  const memberships = await membershipsOf(ctx.runtime.database, user.id);
  const membership = memberships.find(
    (one) => one.organizationId === input.organizationId && one.deactivatedAt === null,
  );
  if (!membership) throw new Refusal("organization-unknown");
  if (!isOpenTo(opened.way, membership) || (isOfProvider(opened.way) && membership.requiredIssuer !== null)) {
    throw providerRequired(membership);
  }
  demand(!isOfProvider(opened.way), "other-sign-in-needed");
  return openSession(ctx, {
    userId: user.id,
    email: user.email,
    membership,
    authority,
    opened,
    replaces: actor,
    expiresAt: actor.token.expiresAt as number,
  });
});
