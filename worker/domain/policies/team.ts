import { Refusal } from "../errors.ts";
import type { Member, UserKind } from "../organizations/membership.ts";
import { isSuperuser, type Role, reaches } from "../organizations/roles.ts";

type Placed = Pick<Member, "role">;
type Known = { userId: string; role: Role; kind: UserKind };

/** @throws Refusal `role-too-low` */
export function demandSuperuser(member: Placed): void {
  if (!isSuperuser(member)) throw new Refusal("role-too-low");
}

/** @throws Refusal `master-admin-only` */
export function demandMasterAdmin(member: Placed): void {
  if (!reaches(member.role, "master_admin")) throw new Refusal("master-admin-only");
}

/** Whom a member sees of the team: all, those who share a group (and themself), or only themself. */
export type Sight = "all" | { userId: string; groups: readonly string[] };

export function sightOf(viewer: Pick<Member, "role" | "user" | "visibilityGroups">): Sight {
  return isSuperuser(viewer) ? "all" : { userId: viewer.user.id, groups: viewer.visibilityGroups };
}

/** A superuser cannot touch a Master Admin. @throws Refusal `master-admin-only` */
export function demandMayTouch(actor: Placed, target: Pick<Known, "role">): void {
  if (target.role === "master_admin") demandMasterAdmin(actor);
}

/** Only a Master Admin gives or takes roles; a role that stays as it was is neither. */
export function demandMayGiveRole(actor: Placed, target: Pick<Known, "role" | "kind">, role: Role): void {
  if (role === target.role) return;
  demandMasterAdmin(actor);
  if (target.kind === "service") throw new Refusal("role-of-service-user", { field: "role" });
}

/**
 * Nobody removes or deactivates themself: who did it by mistake could not take it back.
 * @throws Refusal `not-yourself`
 */
export function demandSomebodyElse(actor: Pick<Member, "user">, target: Pick<Known, "userId">): void {
  if (actor.user.id === target.userId) throw new Refusal("not-yourself");
}

/** People make their own tokens; those of service users are made by superusers. */
export function demandServiceUser(target: Pick<Known, "kind"> & { deactivatedAt: number | null }): void {
  if (target.kind !== "service") throw new Refusal("service-users-only");
  if (target.deactivatedAt !== null) throw new Refusal("member-deactivated");
}
