import type { Token } from "../outputs.ts";
import { hasExpired, isSuspended } from "./token-state.ts";
import type { Whose } from "./whose.ts";

/** The entries of a row's menu; all but the last are also names of dialogs. */
export type Move = "rotate" | "suspend" | "resume" | "revoke";

/** What this user may do to a token now. */
export function movesFor(token: Pick<Token, "expiresAt" | "suspended">, whose: Whose, now: number): Move[] {
  if (hasExpired(token, now)) return ["revoke"];
  if (isSuspended(token, now)) {
    const mayResume = whose !== "own" || token.suspended?.by !== "administrator";
    return mayResume ? ["resume", "revoke"] : ["revoke"];
  }
  return whose === "another's" ? ["suspend", "revoke"] : ["rotate", "suspend", "revoke"];
}
