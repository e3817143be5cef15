import type { Verdict } from "../verification/verify-token.ts";
import type { Runtime } from "./runtime.ts";

/** What a procedure knows of the request; HTTP itself stays outside. */
export type Context = {
  runtime: Runtime;
  /** The verdict on the session cookie; null without a cookie. Looked up once per request. */
  session: Verdict | null;
  /** The client's address and browser, for throttling and for the list of sessions. */
  client: { address: string; userAgent: string | null };
  /** Cloudflare Access's assertion, as it came: not trusted until it is verified. */
  assertion: string | null;
  /** True for the first call of this request that checks a password, false for any other. */
  firstPassword: () => boolean;
  /** Sets the session cookie, or removes it. Only here is the token revealed. */
  cookie: { set: (token: string, maxAgeMs: number) => void; clear: () => void };
};
