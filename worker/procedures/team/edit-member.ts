import * as z from "zod/mini";
import type { Authority } from "../../../db/demands.ts";
import type { TeamMember } from "../../../db/members/team.ts";
import { type Grants, updateMember } from "../../../db/members/team-changes.ts";
import { authorize, withFreshProof } from "../../change/authorize.ts";
import { commit, type Effect } from "../../change/commit.ts";
import type { Actor } from "../../domain/actor.ts";
import { demand, Refusal } from "../../domain/errors.ts";
import { nameSchema } from "../../domain/names.ts";
import { roleSchema } from "../../domain/organizations/grants.ts";
import { reaches } from "../../domain/organizations/roles.ts";
import { mayHaveRole, roleToChange } from "../../domain/policies/team.ts";
import { emailSchema } from "../../domain/users/email-address.ts";
import { userIdSchema } from "../../domain/users/user-id.ts";
import { superuserProcedure } from "../guards.ts";
import type { Runtime } from "../runtime.ts";
import { changesOf } from "./changes.ts";
import { checkGrants, grantFields } from "./grants.ts";
import { memberOfTeam } from "./member.ts";
import { presentMember } from "./present.ts";
import { demandSuccessor } from "./successor.ts";

const input = z.strictObject({
  userId: userIdSchema,
  name: z.optional(nameSchema),
  role: z.optional(roleSchema),
  ...grantFields,
  /** For a service user; null for none. */
  contact: z.nullish(emailSchema),
  /** The member's `revision` as it was read: an edit of an older state is refused. */
  revision: z.optional(z.int({ error: "input-invalid" }).check(z.nonnegative({ error: "input-invalid" }))),
});

/** How many times an edit tries again, each time on top of what another edit changed at the same moment. */
const MOST_TRIES = 5;

/**
 * Replaces what is given; the rest stays. Another role, or a change that lets the member do more, demands a fresh
 * proof.
 */
export const editMember = superuserProcedure
  .input(input)
  .mutation(async ({ ctx: { runtime, actor }, input }) => {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const member = await memberOfTeam(runtime, actor, input.userId);
      const authority = authorize(actor, { role: roleToChange(member, input.role) });
      demand(mayHaveRole(member, input.role ?? member.role), "role-of-service-user", { field: "role" });
      if (input.revision !== undefined && input.revision !== member.revision) {
        throw new Refusal("member-changed");
      }
      demand(!input.contact || member.kind === "service", "contact-of-person", { field: "contact" });
      await checkGrants(runtime, actor, input);
      if (input.role) await demandSuccessor(runtime, actor.member.organization.id, member, input.role);
      const edited = await edit(runtime, { actor, authority }, member, grantsOf(member, input));
      if (edited) return presentMember(edited, actor.member.organization);
    }
    throw new Refusal("member-changed");
  });

function grantsOf(member: TeamMember, given: Partial<Grants>): Grants {
  return {
    name: given.name ?? member.name,
    role: given.role ?? member.role,
    permissions: given.permissions ?? member.permissions,
    visibilityGroups: given.visibilityGroups ?? member.visibilityGroups,
    contact: given.contact === undefined ? member.contact : given.contact,
  };
}

/** Null if the member has changed since it was read, or the change may not be made. */
async function edit(
  runtime: Runtime,
  { actor, authority }: { actor: Actor; authority: Authority },
  member: TeamMember,
  to: Grants,
): Promise<TeamMember | null> {
  const at = runtime.now();
  const [first, ...others] = changesOf(actor, member, to, at);
  if (!first) {
    // Another call may just have made this change, and still wait for the leases to end.
    runtime.narrowed();
    return member;
  }
  const key = { organizationId: actor.member.organization.id, userId: member.userId };
  const { changed } = await commit(runtime, {
    authority: widens(member, to) || to.role !== member.role ? withFreshProof(authority, runtime) : authority,
    effect: effectOf(member, to),
    at,
    change: updateMember({ ...key, revision: member.revision }, member.email, to),
    activity: [first, ...others],
  });
  if (!changed) return null;
  return {
    ...member,
    ...to,
    permissions: [...to.permissions],
    visibilityGroups: [...to.visibilityGroups],
    contact: to.contact ?? null,
    revision: member.revision + 1,
  };
}

/** Fewer permissions or groups, and a lower role, narrow what the member's tokens may do. */
function effectOf(from: TeamMember, to: Grants): Effect {
  if (widens(to, from)) return "narrows";
  return widens(from, to) ? "widens" : "neither";
}

type Held = Pick<Grants, "role" | "permissions" | "visibilityGroups">;

function widens(from: Held, to: Held): boolean {
  const gains = (had: readonly string[], has: readonly string[]) => has.some((one) => !had.includes(one));
  return (
    gains(from.permissions, to.permissions) ||
    gains(from.visibilityGroups, to.visibilityGroups) ||
    !reaches(from.role, to.role)
  );
}
