import * as z from "zod/mini";
import { findMember } from "../../../db/members/memberships.ts";
import type { KeptToken } from "../../../db/tokens/rotation.ts";
import { authorize } from "../../change/authorize.ts";
import type { Actor } from "../../domain/actor.ts";
import { Refusal } from "../../domain/errors.ts";
import type { Notice } from "../../domain/notices.ts";
import { displayPrefix } from "../../domain/tokens/token.ts";
import { superuserProcedure } from "../guards.ts";
import type { Runtime } from "../runtime.ts";
import { resumeKept, type Suspending, suspendKept, suspensionFields } from "../tokens/suspend.ts";

export const suspendToken = superuserProcedure
  .input(z.strictObject(suspensionFields))
  .mutation(async ({ ctx: { runtime, actor }, input: { id, until = null } }) => {
    await suspendTokenOfOrganization(runtime, actor, id, until);
    return { id };
  });

/** Suspends any API token of the organization; its owner gets a mail. */
export async function suspendTokenOfOrganization(
  runtime: Runtime,
  actor: Actor,
  id: string,
  until: number | null,
): Promise<void> {
  const asker = { authority: authorize(actor, { role: "superuser" }), actor: actor.member.user };
  await suspendKept(runtime, asker, byAdministrator(runtime, actor, id, "token-suspended", until), until);
}

/** Resumes one, whoever suspended it; its owner gets a mail. */
export async function resumeTokenOfOrganization(runtime: Runtime, actor: Actor, id: string): Promise<void> {
  const asker = { authority: authorize(actor, { role: "superuser" }), actor: actor.member.user };
  await resumeKept(runtime, asker, byAdministrator(runtime, actor, id, "token-resumed", null));
}

function byAdministrator(
  { database, settings }: Runtime,
  { member: { organization, user } }: Actor,
  id: string,
  kind: Extract<Notice, { kind: "token-suspended" | "token-resumed" }>["kind"],
  until: number | null,
): Suspending {
  return {
    key: { organizationId: organization.id },
    id,
    by: "administrator",
    async owner({ userId, name }: KeptToken) {
      const member = await findMember(database, { organizationId: organization.id, userId });
      if (!member) throw new Refusal("token-unknown");
      const token = { name, prefix: displayPrefix(id, settings.tokenPrefix) };
      const notice = { kind, organization: organization.name, administrator: user.name, token, until };
      const { email } = member.user;
      return { name: member.user.name, mail: email === null ? [] : [{ recipient: email, notice }] };
    },
  };
}
