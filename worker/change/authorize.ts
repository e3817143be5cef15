import type { Authority, ProvedAuthority } from "../../db/demands.ts";
import type { Actor } from "../domain/actor.ts";
import { demand } from "../domain/errors.ts";
import { holds } from "../domain/organizations/membership.ts";
import { type Role, reaches } from "../domain/organizations/roles.ts";
import { type DemandedPermission, LACKING } from "../domain/permissions.ts";
import type { Ground } from "../verification/ground.ts";

type Needs = { role?: Role; permission?: DemandedPermission };

/**
 * Demands what a change needs of the actor; returns the authority that the change's own batch checks again.
 * @throws Refusal `role-too-low`, `master-admin-only`, those of `LACKING`
 */
export function authorize({ token, member }: Actor, { role = "member", permission }: Needs = {}): Authority {
  demand(reaches(member.role, role), role === "master_admin" ? "master-admin-only" : "role-too-low");
  if (permission) {
    demand(holds(member, permission), LACKING[permission], { missing: permission });
  }
  return {
    credential: { kind: token.kind, id: token.id },
    member: { organizationId: member.organization.id, userId: member.user.id },
    role,
    permission: permission ?? null,
    proof: "unasked",
  };
}

/**
 * Also demands that the session proved itself in the last `withinMs` (default: `PROOF_HOURS`). The batch checks it,
 * because an isolate may hold an older copy of the session.
 */
export function withFreshProof(
  authority: Authority,
  { settings }: Pick<Ground, "settings">,
  withinMs = settings.proofMs,
): ProvedAuthority {
  return { ...authority, proof: withinMs === null ? "given" : { withinMs } };
}

/** The caller has shown that they know the password. Valid until the password changes. */
export function byPassword(userId: string, passwordHash: string): ProvedAuthority {
  return { ...SYSTEM, proof: "given", credential: { kind: "password", userId, passwordHash } };
}

/**
 * The caller has answered a challenge with this passkey. Valid until the challenge is spent or the passkey removed.
 */
export function byPasskey(id: string, challenge: Uint8Array): ProvedAuthority {
  return { ...SYSTEM, proof: "given", credential: { kind: "passkey", id, challenge } };
}

/** The caller has opened a one-time link. Valid until the link is used. */
export function byLink(id: string): Authority {
  return { ...SYSTEM, credential: { kind: "link", id } };
}

/** For changes without a session or token: Cron and the operator's commands. */
export const SYSTEM: Authority = {
  credential: { kind: "system" },
  member: null,
  role: "member",
  permission: null,
  proof: "unasked",
};
