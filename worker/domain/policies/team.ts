import type { Member, UserKind } from "../organizations/membership.ts";
import { isSuperuser, type Role } from "../organizations/roles.ts";

type Known = { userId: string; role: Role; kind: UserKind };

/** Whom a member sees of the team: all, those who share a group (and themself), or only themself. */
export type Sight = "all" | { userId: string; groups: readonly string[] };

export function sightOf(viewer: Pick<Member, "role" | "user" | "visibilityGroups">): Sight {
  return isSuperuser(viewer) ? "all" : { userId: viewer.user.id, groups: viewer.visibilityGroups };
}

/** The role needed to change a member: a superuser cannot change a Master Admin, nor give or take roles. */
export function roleToChange(target: Pick<Known, "role">, becomes: Role = target.role): Role {
  return target.role === "master_admin" || becomes !== target.role ? "master_admin" : "superuser";
}

/** A service user cannot sign in, so it is always a plain member. */
export function mayHaveRole({ kind }: Pick<Known, "kind">, role: Role): boolean {
  return kind === "human" || role === "member";
}

/** Nobody removes or deactivates themself: they could not undo a mistake. */
export function mayEnd(actor: Pick<Member, "user">, target: Pick<Known, "userId">): boolean {
  return actor.user.id !== target.userId;
}

/** People make their own tokens; superusers make those of service users. */
export function mayBeGivenTokens({ kind }: Pick<Known, "kind">): boolean {
  return kind === "service";
}
