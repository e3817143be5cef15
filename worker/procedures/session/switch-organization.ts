import * as z from "zod";
import { membershipsOf } from "../../../db/users.ts";
import { Refusal } from "../../domain/errors.ts";
import { revoke } from "../../revocation/revoke.ts";
import { memberProcedure } from "../guards.ts";
import { openSession } from "./open-session.ts";

const input = z.strictObject({
  organizationId: z.string({ error: "id-invalid" }).max(100, { error: "id-invalid" }),
});

/** A session belongs to one organization: another one begins, then this one ends. */
export const switchOrganization = memberProcedure.input(input).mutation(async ({ ctx, input }) => {
  const { runtime, actor } = ctx;
  const { user, organization } = actor.member;
  const memberships = await membershipsOf(runtime.database, user.id);
  const membership = memberships.find(
    (one) => one.organizationId === input.organizationId && one.deactivatedAt === null,
  );
  if (!membership) throw new Refusal("organization-unknown");
  const proof = { sessionId: actor.token.id };
  const opened = await openSession(ctx, { userId: user.id, email: user.email as string, membership, proof });
  await revoke(runtime, {
    selection: { organizationId: organization.id, userId: user.id, id: actor.token.id },
    by: "owner",
    actor: user,
    at: runtime.now(),
  });
  return opened;
});
