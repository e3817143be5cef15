import { PROVIDER_PROBLEMS, type ProviderProblem } from "./provider-problem.ts";

/**
 * What went wrong with Cloudflare Access. It has sentences of its own, because its settings belong to the deployment:
 * no administrator of an organization can mend them.
 */
const OF_ACCESS: Partial<Record<ProviderProblem, string>> = {
  "provider-changed": "Something changed here while Cloudflare Access let you in. Try again.",
  "provider-silent": "Cloudflare Access does not answer right now. Try again in a moment.",
  "address-refused":
    "Cloudflare Access cannot be reached in the way it is set up here. Tell whoever runs this deployment.",
  "metadata-invalid":
    "Cloudflare Access cannot be used in the way it is set up here. Tell whoever runs this deployment.",
  "token-issuer":
    "Another team of Cloudflare Access let you in than the one whose word counts here. Tell whoever runs this deployment.",
  "token-audience":
    "Cloudflare Access let you in to another application than this one. Tell whoever runs this deployment.",
  "token-expired": "What Cloudflare Access says of you is not of this moment. Reload the page.",
  "token-signature":
    "What is said of you here is not signed by Cloudflare Access and cannot be trusted. Tell whoever runs this deployment.",
  "token-invalid":
    "What Cloudflare Access says of you cannot be understood. Tell whoever runs this deployment.",
  "email-missing": "Cloudflare Access does not say your e-mail address, so nobody here can be found by it.",
  "email-invalid": "Cloudflare Access names something as your e-mail address that is none.",
  "not-a-member":
    "Cloudflare Access let you in, and you are no member of this organization. An administrator can add you, with the e-mail address that Cloudflare Access knows.",
  "linked-otherwise":
    "Your e-mail address belongs to somebody here who comes by another account of Cloudflare Access. An administrator of your organization can help.",
};

/** For people whom Cloudflare Access did not let in here. */
export function sentenceOfAccess(problem: ProviderProblem): string {
  return OF_ACCESS[problem] ?? PROVIDER_PROBLEMS[problem][0];
}
