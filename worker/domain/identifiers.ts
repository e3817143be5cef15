import { type RandomBytes, randomBase62 } from "./base62.ts";

export const IDENTIFIER_LENGTH = 12;

const PREFIXES = {
  organization: "org_",
  user: "usr_",
  activity: "act_",
  mail: "out_",
  visibilityGroup: "grp_",
  signInAttempt: "try_",
  oneTimeLink: "otl_",
  passkey: "psk_",
  policy: "pol_",
} as const;

/** An identifier such as `usr_8QzT0b1VnKcd`: it names its kind, but reveals neither age nor count. */
export function newIdentifier(of: keyof typeof PREFIXES, randomBytes: RandomBytes): string {
  return PREFIXES[of] + randomBase62(IDENTIFIER_LENGTH, randomBytes);
}
