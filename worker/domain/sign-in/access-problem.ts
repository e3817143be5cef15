import { PROVIDER_PROBLEMS, type ProviderProblem } from "./provider-problem.ts";

/**
 * What went wrong with Cloudflare Access. It has sentences of its own, because its settings belong to the deployment:
 * no administrator of an organization can mend them.
 */
const OF_ACCESS: Partial<Record<ProviderProblem, string>> = {
  "provider-changed": "Something changed here while Cloudflare Access let you in. Try again.",
  "provider-silent": "Cloudflare Access does not answer right now. Try again in a moment.",
  "address-refused":
    "Cloudflare Access cannot be reached in the way it is set up here. Tell the operator of this deployment.",
  "metadata-invalid":
    "Cloudflare Access cannot be used in the way it is set up here. Tell the operator of this deployment.",
  "token-issuer":
    "Another team of Cloudflare Access let you in than the one that is set up here. Tell the operator of this deployment.",
  "token-audience":
    "Cloudflare Access let you in to another application than this one. Tell the operator of this deployment.",
  "token-expired": "Cloudflare Access's statement about you has expired. Reload the page.",
  "token-signature":
    "The statement about you is not signed by Cloudflare Access and cannot be trusted. Tell the operator of this deployment.",
  "token-invalid":
    "Cloudflare Access's statement about you cannot be read. Tell the operator of this deployment.",
  "email-missing": "Cloudflare Access does not say your e-mail address, so nobody here can be found by it.",
  "email-invalid": "What Cloudflare Access gives as your e-mail address is not one.",
  "not-a-member":
    "Cloudflare Access let you in, but you are not a member of this organization. An administrator can add you with the e-mail address that Cloudflare Access knows.",
  "linked-otherwise":
    "Your e-mail address belongs to somebody here who uses another Cloudflare Access account. An administrator of your organization can help.",
};

/** For people whom Cloudflare Access did not let in here. */
export function sentenceOfAccess(problem: ProviderProblem): string {
  return OF_ACCESS[problem] ?? PROVIDER_PROBLEMS[problem][0];
}
