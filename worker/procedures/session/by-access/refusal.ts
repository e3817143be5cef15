import { Refusal } from "../../../domain/errors.ts";
import { ProviderFailure } from "../../../sign-in/oidc/provider-failure.ts";
import type { Runtime } from "../../runtime.ts";

/** What went wrong with Cloudflare Access, told as the problem that it is. What is no such failure stays what it is. */
export function asRefusal({ log }: Pick<Runtime, "log">, error: unknown): unknown {
  if (!(error instanceof ProviderFailure)) return error;
  log("sign-in.by-access-refused", { problem: error.problem });
  return new Refusal("access-refused", { problem: error.problem });
}
