import { SESSION_ENDS } from "../../../worker/domain/session-ends.ts";
import type { Refusal } from "../../refusal.ts";
import { timeOfDay } from "../../ui/dates.ts";

const COOKIE_WAS_NOT_KEPT =
  "this browser did not keep the cookie of the session. Allow cookies for this site. Safari keeps none on http://localhost: use another browser there, or https.";

/** The server opened a session, and the very next request came without its cookie. */
export const COOKIE_NOT_KEPT: Refusal = {
  code: "COOKIE_NOT_KEPT",
  message: `You were let in, but ${COOKIE_WAS_NOT_KEPT}`,
};

/** Confirmations of what somebody did themself. */
const OWN_DOING = new Map([
  ["signed-out", "You are signed out."],
  ["signed-out-everywhere", "You are signed out everywhere, and all your API tokens are deleted."],
  ["proof-by-sign-in", "Sign in again to confirm who you are. What you typed is kept."],
  ["provider-changed", "The provider by which you came in is changed or removed. Sign in again."],
  ["other-organization", "You are signed out. Sign in to the other organization in a way that it accepts."],
  ["left-organization", "You have left the organization. All your sessions and API tokens there have ended."],
  ["account-deleted", "Your account is deleted. All your sessions and API tokens have ended."],
  ["password-set", `Your password is set, but ${COOKIE_WAS_NOT_KEPT}`],
]);

/** Why a user was signed out; the address only carries a known word. */
export function sentenceOnArrival(why: string | undefined): string | undefined {
  const own = why && OWN_DOING.get(why);
  if (own) return own;
  return why && isSessionEnd(why) ? SESSION_ENDS[why][1] : undefined;
}

function isSessionEnd(why: string): why is keyof typeof SESSION_ENDS {
  return Object.hasOwn(SESSION_ENDS, why);
}

/** Checked before the server is asked: what has to be filled in, and the password once it is wanted. */
export function missing(email: string, password: string | undefined): Refusal | undefined {
  if (email.trim() === "")
    return { code: "BAD_REQUEST", field: "email", message: "Enter your e-mail address." };
  if (password === "") return { code: "BAD_REQUEST", field: "password", message: "Enter your password." };
  return undefined;
}

export function sentenceOn(refusal: Refusal, now: number): string {
  const seconds = refusal.retryAfterS;
  if (refusal.code !== "TOO_MANY_REQUESTS" || seconds === undefined) return refusal.message;
  return `Too many tries. Try again in ${duration(seconds)}, at ${timeOfDay(now + seconds * 1000)}.`;
}

function duration(seconds: number): string {
  if (seconds < 60) return seconds === 1 ? "1 second" : `${seconds} seconds`;
  const minutes = Math.ceil(seconds / 60);
  return minutes === 1 ? "1 minute" : `${minutes} minutes`;
}
