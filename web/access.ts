import { sentenceOfAccess } from "../worker/domain/sign-in/access-problem.ts";
import { isProviderProblem } from "../worker/domain/sign-in/provider-problem.ts";
import type { Refusal } from "./refusal.ts";

/** Where Cloudflare itself ends what Access knows of this browser. */
export const LEAVE_ACCESS = "/cdn-cgi/access/logout";

/** What was wrong with Access's word, in words. */
export function sentenceOnAccess(refusal: Refusal | undefined): string | undefined {
  const problem = refusal?.problem;
  return problem && isProviderProblem(problem) ? sentenceOfAccess(problem) : refusal?.message;
}
