import { Refusal } from "../../../domain/errors.ts";
import { ProviderFailure } from "../../../sign-in/oidc/provider-failure.ts";
import type { Runtime } from "../../runtime.ts";

/** A failure of Cloudflare Access as a refusal with its problem. Other errors pass through. */
export function asRefusal({ log }: Pick<Runtime, "log">, error: unknown): unknown {
  if (!(error instanceof ProviderFailure)) return error;
  log("sign-in.by-access-refused", { problem: error.problem });
  return new Refusal("access-refused", { problem: error.problem });
}
