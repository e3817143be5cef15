import * as oauth from "oauth4webapi";
import type { ProviderProblem } from "../../domain/sign-in/provider-problem.ts";
import { ProviderFailure } from "./provider-failure.ts";

const BY_CLAIM: Record<string, ProviderProblem> = {
  iss: "token-issuer",
  aud: "token-audience",
  azp: "token-audience",
  nonce: "token-nonce",
};

const BY_CODE: Record<string, ProviderProblem> = {
  [oauth.AUTHORIZATION_RESPONSE_ERROR]: "provider-refused",
  [oauth.WWW_AUTHENTICATE_CHALLENGE]: "client-refused",
  [oauth.JWT_TIMESTAMP_CHECK]: "token-expired",
  [oauth.KEY_SELECTION]: "token-signature",
  [oauth.JSON_ATTRIBUTE_COMPARISON]: "metadata-invalid",
  [oauth.RESPONSE_IS_NOT_JSON]: "metadata-invalid",
  [oauth.RESPONSE_IS_NOT_CONFORM]: "metadata-invalid",
  [oauth.MISSING_SERVER_METADATA]: "metadata-invalid",
  [oauth.INVALID_SERVER_METADATA]: "metadata-invalid",
  [oauth.HTTP_REQUEST_FORBIDDEN]: "address-refused",
  [oauth.REQUEST_PROTOCOL_FORBIDDEN]: "address-refused",
};

const OF_THE_CLIENT = ["invalid_client", "unauthorized_client"];

/** What went wrong, as one of the known problems; the error itself is its cause. */
export function asFailure(error: unknown): ProviderFailure {
  return error instanceof ProviderFailure ? error : new ProviderFailure(problemOf(error), { cause: error });
}

function problemOf(error: unknown): ProviderProblem {
  if (error instanceof oauth.ResponseBodyError) {
    return OF_THE_CLIENT.includes(error.error) ? "client-refused" : "code-refused";
  }
  if (!(error instanceof Error)) return "token-invalid";
  const { code, cause } = error as Error & { code?: string; cause?: { claim?: string } };
  if (code === oauth.JWT_CLAIM_COMPARISON) return BY_CLAIM[cause?.claim ?? ""] ?? "token-invalid";
  if (code === oauth.JWT_TIMESTAMP_CHECK && cause?.claim === "auth_time") return "auth-time-missing";
  if (
    code === oauth.INVALID_RESPONSE &&
    /"iss"/.test(error.message) &&
    /response parameter/.test(error.message)
  ) {
    return "issuer-mixed";
  }
  if (code === oauth.INVALID_RESPONSE && /auth_time/.test(error.message)) return "auth-time-missing";
  if (/signature/i.test(error.message)) return "token-signature";
  return BY_CODE[code ?? ""] ?? "token-invalid";
}
