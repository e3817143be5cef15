import type { SecondaryToken } from "../outputs.ts";
import { grouped } from "../ui/numbers.ts";
import type { Owner } from "./owner.ts";

type Session = Extract<SecondaryToken, { kind: "session" }>;

/** "the session Firefox on Windows, 203.0.113.9", "the API token Reporting script" */
export function spokenOf(token: SecondaryToken): string {
  if (token.kind === "api") return `the API token ${token.name}`;
  const address = addressOf(token);
  const what = token.current ? "your current session" : "the session";
  return `${what} ${token.name}${address ? `, ${address}` : ""}`;
}

/** The address that a session was opened from; undefined if Cloudflare sent none. */
export function addressOf(session: Session): string | undefined {
  const address = session.clientAddress;
  return address === null || address === "unknown" ? undefined : address;
}

/** The consequence of ending one's own session. */
export const SIGNED_OUT = "You are signed out at once. You can sign in again.";

/** The consequence of ending somebody else's, for an administrator. */
export function recorded({ name, email }: Owner): string {
  if (email === null) return "The activity names you.";
  return `${name} is told so by e-mail, and the activity names you.`;
}

/** "3 sessions and 1 API token"; empty if there is neither. */
export function inWords(sessions: number, apiTokens: number): string {
  return [count(sessions, "session"), count(apiTokens, "API token")].filter(Boolean).join(" and ");
}

function count(number: number, noun: string): string {
  if (number === 0) return "";
  return number === 1 ? `1 ${noun}` : `${grouped(number)} ${noun}s`;
}
