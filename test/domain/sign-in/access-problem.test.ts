import { expect, test } from "vitest";
import { sentenceOfAccess } from "../../../worker/domain/sign-in/access-problem.ts";
import { PROVIDER_PROBLEMS, type ProviderProblem } from "../../../worker/domain/sign-in/provider-problem.ts";

/** Problems that occur only on the way to a provider and back. */
const OF_THE_WAY_THERE: ProviderProblem[] = [
  "provider-unknown",
  "provider-refused",
  "client-refused",
  "code-refused",
  "issuer-mixed",
  "token-nonce",
  "auth-time-missing",
  "proof-way-other",
  "test-not-yours",
  "email-unverified",
  "secret-unreadable",
];

test("whoever comes by Cloudflare Access is told nothing of an identity provider", () => {
  const told = (Object.keys(PROVIDER_PROBLEMS) as ProviderProblem[])
    .filter((problem) => !OF_THE_WAY_THERE.includes(problem))
    .map(sentenceOfAccess);
  expect(told.length).toBeGreaterThan(15);
  expect(told.filter((sentence) => /provider/.test(sentence))).toEqual([]);
});
