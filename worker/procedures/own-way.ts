import type { SignedIn } from "../domain/actor.ts";
import { demand } from "../domain/errors.ts";
import { isOfProvider } from "../domain/sign-in/way.ts";

/**
 * For what reaches beyond the organization of this session: passkeys, the whole account, a domain of the deployment.
 * A session that a provider opened counts in one organization alone, whose administrators choose what it says.
 * @throws Refusal `way-too-narrow`
 */
export function demandOwnWay({ token }: SignedIn, { field }: { field?: string } = {}): void {
  demand(!isOfProvider(token.opened.way), "way-too-narrow", field === undefined ? {} : { field });
}
