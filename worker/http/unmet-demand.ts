import type { Actor } from "../domain/actor.ts";
import type { Scheme } from "../verification/credential.ts";
import { missingPermissionProblem } from "./challenge.ts";
import type { Problem } from "./problem.ts";

/**
 * The first demanded permission that the presented token does not hold, or null. A value that is empty, unknown or of
 * another type counts as not held.
 */
export function unmetDemand(scheme: Scheme, actor: Actor, permissions: readonly unknown[]): Problem | null {
  const held: readonly unknown[] = actor.permissions;
  const missing = permissions.find((demanded) => !held.includes(demanded));
  if (missing === undefined) return null;
  return missingPermissionProblem(scheme, actor, typeof missing === "string" ? missing : "");
}
