import type { UserKind } from "../../worker/domain/organizations/membership.ts";
import { type LifetimePolicy, longestLife } from "../../worker/domain/policies/longest-life.ts";
import { createAnswer } from "../answer.ts";
import { rpc } from "../rpc.ts";

/**
 * The longest life that the organization allows tokens of such a user, in days; null for any, and until it is known.
 */
export function createLongestLife(owner: () => UserKind): () => number | null {
  const policy = createAnswer<true, LifetimePolicy>(
    () => true,
    (_, signal) => rpc.organization.policy.query(undefined, { signal }),
  );
  return () => {
    const known = policy.answer();
    return known ? longestLife(known, owner()) : null;
  };
}
