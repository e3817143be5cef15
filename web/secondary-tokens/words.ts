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

/** The address that a session was begun from; undefined where Cloudflare told none. */
export function addressOf(session: Session): string | undefined {
  const address = session.clientAddress;
  return address === null || address === "unknown" ? undefined : address;
}

/** What comes of ending the session that one sits in. */
export const SIGNED_OUT = "You are signed out at once, and can sign in again.";

/** What an administrator has to know who ends somebody else's. */
export function recorded({ name, email }: Owner): string {
  if (email === null) return "The activity names you.";
  return `${name} is told so by e-mail, and the activity names you.`;
}

/** "3 sessions and 1 API token"; empty where there is neither. */
export function inWords(sessions: number, apiTokens: number): string {
  return [count(sessions, "session"), count(apiTokens, "API token")].filter(Boolean).join(" and ");
}

function count(number: number, noun: string): string {
  if (number === 0) return "";
  return number === 1 ? `1 ${noun}` : `${grouped(number)} ${noun}s`;
}
