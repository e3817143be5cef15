import type { ProviderProblem } from "../../domain/sign-in/provider-problem.ts";

/** A sign-in with a provider failed. `problem` says why, and holds nothing of what was sent. */
export class ProviderFailure extends Error {
  readonly problem: ProviderProblem;

  constructor(problem: ProviderProblem, options?: ErrorOptions) {
    super(problem, options);
    this.name = "ProviderFailure";
    this.problem = problem;
  }
}
