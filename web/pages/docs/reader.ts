import type { Session } from "../../outputs.ts";
import { rpc, signedOut } from "../../rpc.ts";
import { beginSession, sessionState } from "../../session.ts";

/** Where this deployment is reached. */
export const ORIGIN = location.origin;

/** The account id in examples and files for anonymous readers. */
export const SOMEBODYS_ACCOUNT = "YOUR_ACCOUNT_ID";

/** Who is reading, if they are signed in. */
export function reader(): Session | undefined {
  const state = sessionState();
  return state && "session" in state ? state.session : undefined;
}

/** For examples: the reader's own account, or a placeholder. */
export function accountId(): string {
  return reader()?.organization.id ?? SOMEBODYS_ACCOUNT;
}

/** Anonymous readers may read too, so a failed question is not reported here. */
export function askWhoReads(): void {
  if (sessionState()) return;
  rpc.session.current
    .query(undefined, signedOut)
    .then((session) => session && beginSession(session))
    .catch(() => undefined);
}
