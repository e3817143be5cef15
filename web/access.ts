import { sentenceOfAccess } from "../worker/domain/sign-in/access-problem.ts";
import { isProviderProblem } from "../worker/domain/sign-in/provider-problem.ts";
import type { Refusal } from "./refusal.ts";

/** Cloudflare's address that ends this browser's Access session. */
export const LEAVE_ACCESS = "/cdn-cgi/access/logout";

/** A problem of Cloudflare Access, in words. */
export function sentenceOnAccess(refusal: Refusal | undefined): string | undefined {
  const problem = refusal?.problem;
  return problem && isProviderProblem(problem) ? sentenceOfAccess(problem) : refusal?.message;
}
