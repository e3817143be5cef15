import * as z from "zod/mini";
import type { Identity } from "../domain/sign-in/identity.ts";
import { isSubject } from "../domain/sign-in/subject.ts";
import { ProviderFailure } from "./oidc/provider-failure.ts";

/**
 * `sub` is empty for a service token: it is nobody. `email_verified` is a claim of the provider behind Access; it
 * comes only if the operator has added it there.
 */
const claimsSchema = z.object({
  sub: z.string().check(z.refine(isSubject)),
  email: z._default(z.nullable(z.string()), null),
  email_verified: z.optional(z.unknown()),
  custom: z.optional(z.unknown()),
  iat: z.number(),
});

const customSchema = z.object({ email_verified: z.literal(true) });

/**
 * The person that these claims of Cloudflare Access name, which are validated already. Apart from `access.ts`, because
 * whatever a module that is evaluated late imports is bundled to wait as well, and zod is in most modules.
 * @throws ProviderFailure
 */
export function identityIn(claims: string, issuer: string): Identity {
  try {
    const { sub, email, email_verified, custom, iat } = claimsSchema.parse(JSON.parse(claims));
    const emailVerified = email_verified === true || customSchema.safeParse(custom).success;
    return { issuer, subject: sub, email, emailVerified, name: null, authenticatedAt: iat * 1000 };
  } catch (cause) {
    throw new ProviderFailure("token-invalid", { cause });
  }
}
