import type { Actor } from "../domain/actor.ts";
import { Refusal } from "../domain/errors.ts";
import type { Scheme } from "../verification/credential.ts";
import { missingPermissionProblem } from "./challenge.ts";
import { type Problem, problemOf } from "./problem.ts";

/** What somebody demands who asks about a token that others present. Values may be of any type. */
export type Demands = {
  /** The token has to be of each. */
  organizationIds: readonly unknown[];
  /** The token has to hold each. */
  permissions: readonly unknown[];
};

/**
 * The first demand that a token which holds does not meet, or null: asked by every door at which others present
 * their clients' tokens. What is empty, unknown or of another type is held by nobody.
 */
export function unmetDemand(
  scheme: Scheme,
  actor: Actor,
  { organizationIds, permissions }: Demands,
): Problem | null {
  const ours: unknown = actor.member.organization.id;
  if (organizationIds.some((demanded) => demanded !== ours))
    return problemOf(new Refusal("organization-other"));
  const held: readonly unknown[] = actor.permissions;
  const missing = permissions.find((demanded) => !held.includes(demanded));
  if (missing === undefined) return null;
  return missingPermissionProblem(scheme, actor, typeof missing === "string" ? missing : "");
}
