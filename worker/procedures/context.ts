import type { Verdict } from "../verification/verify-token.ts";
import type { Runtime } from "./runtime.ts";

/** What a procedure knows of the request; HTTP itself stays outside. */
export type Context = {
  runtime: Runtime;
  /** The verdict on the session cookie; null where none came. Looked up once a request. */
  session: Verdict | null;
  /** From where, for throttling and for the list of sessions. */
  client: { address: string; userAgent: string | null };
  /** Cloudflare Access's word, as it came: worth nothing until it is verified. */
  assertion: string | null;
  /** True for the first call of this request that checks a password, false for any other. */
  firstPassword: () => boolean;
  /** Hands the session to the browser, or takes it away. The token is revealed nowhere else. */
  cookie: { set: (token: string, maxAgeMs: number) => void; clear: () => void };
};
