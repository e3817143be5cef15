/** In ascending order; each may do what those before it may. */
export const ROLES = ["member", "superuser", "master_admin"] as const;

export type Role = (typeof ROLES)[number];

export const ROLE_NAMES: Record<Role, string> = {
  member: "Member",
  superuser: "Organization Superuser",
  master_admin: "Master Admin",
};

/** Whether `role` is at least `least`. */
export function reaches(role: Role, least: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(least);
}

export function isSuperuser(member: { role: Role }): boolean {
  return reaches(member.role, "superuser");
}
