import type { StoredProvider } from "../../../../db/sign-in/identity-providers.ts";
import { claimedEmail, type Identity } from "../../../domain/sign-in/identity.ts";
import type { ProviderProblem } from "../../../domain/sign-in/provider-problem.ts";
import { ProviderFailure } from "../../../sign-in/oidc/provider-failure.ts";

/** Why what the provider says would let nobody in, or null. */
export async function problemOfTest(
  identified: () => Promise<Identity>,
  { trustEmails }: StoredProvider,
): Promise<ProviderProblem | null> {
  try {
    const { email, emailVerified } = await identified();
    if (email === null) return "email-missing";
    if (claimedEmail(email) === null) return "email-invalid";
    return emailVerified || trustEmails ? null : "email-unverified";
  } catch (error) {
    if (error instanceof ProviderFailure) return error.problem;
    throw error;
  }
}
