import type { Authority, ProvedAuthority } from "../../db/demands.ts";
import type { Actor } from "../domain/actor.ts";
import { demand } from "../domain/errors.ts";
import { type Role, reaches } from "../domain/organizations/roles.ts";
import { mayManageOwnTokens } from "../domain/policies/tokens.ts";
import type { Ground } from "../verification/ground.ts";

type Needs = { role?: Role; permission?: "tokens.personal" };

/**
 * Demands of the actor what a change needs, and gives what the change's own batch asks again.
 * @throws Refusal `role-too-low`, `master-admin-only`, `tokens-personal-missing`
 */
export function authorize({ token, member }: Actor, { role = "member", permission }: Needs = {}): Authority {
  demand(reaches(member.role, role), role === "master_admin" ? "master-admin-only" : "role-too-low");
  if (permission) demand(mayManageOwnTokens(member), "tokens-personal-missing", { missing: permission });
  return {
    credential: { kind: token.kind, id: token.id },
    member: { organizationId: member.organization.id, userId: member.user.id },
    role,
    permission: permission ?? null,
    proof: "unasked",
  };
}

/**
 * The same, of a session that proved itself in the last `withinMs`, `PROOF_HOURS` unless given. The batch asks: an
 * isolate may remember a session as it was before.
 */
export function withFreshProof(
  authority: Authority,
  { settings }: Pick<Ground, "settings">,
  withinMs = settings.proofMs,
): ProvedAuthority {
  return { ...authority, proof: withinMs === null ? "given" : { withinMs } };
}

/** Who has shown that they know the password: it holds until the password is changed. */
export function byPassword(userId: string, passwordHash: string): ProvedAuthority {
  return { ...SYSTEM, proof: "given", credential: { kind: "password", userId, passwordHash } };
}

/** Who has answered a challenge with this passkey: it holds until the challenge is spent or the passkey is removed. */
export function byPasskey(id: string, challenge: Uint8Array): ProvedAuthority {
  return { ...SYSTEM, proof: "given", credential: { kind: "passkey", id, challenge } };
}

/** Who has opened a one-time link: it holds until the link is used. */
export function byLink(id: string): Authority {
  return { ...SYSTEM, credential: { kind: "link", id } };
}

/** For what nobody's session or token does: Cron, and whoever runs the deployment. */
export const SYSTEM: Authority = {
  credential: { kind: "system" },
  member: null,
  role: "member",
  permission: null,
  proof: "unasked",
};
