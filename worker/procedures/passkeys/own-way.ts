import type { SignedIn } from "../../domain/actor.ts";
import { demand } from "../../domain/errors.ts";
import { isOfProvider } from "../../domain/sign-in/way.ts";

/**
 * A passkey opens all organizations of a person. A session that a provider opened counts in one organization alone,
 * so it must not leave a passkey behind that opens the others.
 * @throws Refusal `way-too-narrow`
 */
export function demandOwnWay({ token }: SignedIn): void {
  demand(!isOfProvider(token.opened.way), "way-too-narrow");
}
