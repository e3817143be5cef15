import type { Session } from "../../outputs.ts";
import { rpc, signedOut } from "../../rpc.ts";
import { beginSession, sessionState } from "../../session.ts";

/** Where this deployment is reached. */
export const ORIGIN = location.origin;

/** The account id in examples and files, for who is not signed in. */
export const SOMEBODYS_ACCOUNT = "YOUR_ACCOUNT_ID";

/** Who is reading, if they are signed in. */
export function reader(): Session | undefined {
  const state = sessionState();
  return state && "session" in state ? state.session : undefined;
}

/** For examples: the reader's own, or a word that stands for it. */
export function accountId(): string {
  return reader()?.organization.id ?? SOMEBODYS_ACCOUNT;
}

/** A stranger reads as well; that nobody could be asked is no news on this page. */
export function askWhoReads(): void {
  if (sessionState()) return;
  rpc.session.current
    .query(undefined, signedOut)
    .then((session) => session && beginSession(session))
    .catch(() => undefined);
}
