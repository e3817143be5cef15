import type { Token } from "../outputs.ts";
import { hasExpired, isSuspended } from "./token-state.ts";
import type { Whose } from "./whose.ts";

/** What a row's menu offers; each but the last is the name of its dialog, too. */
export type Move = "rotate" | "suspend" | "resume" | "revoke";

/** What may be done to a token now, by whom it is to that. */
export function movesFor(token: Pick<Token, "expiresAt" | "suspended">, whose: Whose, now: number): Move[] {
  if (hasExpired(token, now)) return ["revoke"];
  if (isSuspended(token, now)) {
    const mayResume = whose !== "own" || token.suspended?.by !== "administrator";
    return mayResume ? ["resume", "revoke"] : ["revoke"];
  }
  return whose === "another's" ? ["suspend", "revoke"] : ["rotate", "suspend", "revoke"];
}
