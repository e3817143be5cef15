import * as z from "zod/mini";

/** A credential id has at most 1,023 bytes (WebAuthn §4); nothing else in an answer is nearly this long. */
const LONGEST = 16_000;

const base64url = z.string().check(z.maxLength(LONGEST), z.regex(/^[A-Za-z0-9_-]*$/));

const credential = z.object({ id: base64url, rawId: base64url, type: z.literal("public-key") });

/** `RegistrationResponseJSON` (WebAuthn §5.1), as far as it is read; fields that browsers add later are allowed. */
export const registrationSchema = z.extend(credential, {
  response: z.object({
    clientDataJSON: base64url,
    attestationObject: base64url,
    transports: z._default(z.array(z.string().check(z.maxLength(40))).check(z.maxLength(20)), []),
  }),
});

/** `AuthenticationResponseJSON`, likewise. */
export const assertionSchema = z.extend(credential, {
  response: z.object({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
    userHandle: z.nullish(base64url),
  }),
});

export type RegistrationResponse = z.output<typeof registrationSchema>;
export type AssertionResponse = z.output<typeof assertionSchema>;
