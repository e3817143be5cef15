import type { LastUse } from "./tokens/last-use.ts";
import type { LinkPurpose } from "./users/one-time-link.ts";

/**
 * A mail to send, as data: `worker/emails` has the words. Never holds a secret: links of invitations and resets are
 * made when the mail is sent.
 */
export type Notice =
  | {
      kind: "tokens-revoked";
      organization: string;
      /** Null if somebody who held the token ended it. */
      administrator: string | null;
      /** How many ended of each kind. */
      sessions: number;
      apiTokens: number;
      /** The newest API tokens, at most twenty. Notices of the earlier version have no purposes. */
      named: { name: string; prefix: string; purpose?: string | null }[];
    }
  | {
      kind: "invitation";
      userId: string;
      organizationId: string;
      organization: string;
      invitedBy: string;
      origin: string;
    }
  | {
      kind: "token-suspended" | "token-resumed";
      organization: string;
      administrator: string;
      token: { name: string; prefix: string };
      /** ms UTC; null until somebody resumes it. */
      until: number | null;
    }
  | {
      kind: "tokens-expiring";
      organization: string;
      tokens: {
        id: string;
        name: string;
        prefix: string;
        /** The owner, if it is not the recipient. */
        serviceUser: ServiceUser | null;
        expiresAt: number;
        lastUsedAt: number | null;
        lastUsed: LastUse | null;
      }[];
      /** How many more there are. */
      others: number;
      origin: string;
    }
  | {
      kind: "tokens-idle";
      organization: string;
      /** The owner, if it is not the recipient. */
      serviceUser: ServiceUser | null;
      tokens: { name: string; prefix: string; lastUsedAt: number | null }[];
      /** How many more there are. Missing in notices of the earlier version. */
      others?: number;
      /** When the first of them is suspended. */
      suspendedFrom: number;
      origin: string;
    }
  /** A passkey opens all of a person's organizations, so the mail names none. `at` in ms UTC. */
  | { kind: "passkey-added" | "passkey-removed"; name: string; at: number }
  | { kind: "password-reset"; userId: string; origin: string }
  | {
      kind: "database-restored";
      organization: string;
      /** What happened between these two times may be lost (ms UTC); null if nothing shows since when. */
      from: number | null;
      to: number;
      /** How many tokens and sessions of the organization came back and were ended again. */
      revokedAgain: number;
    }
  /**
   * A Master Admin signed in although the provider is required (`at` in ms UTC), or the operator switched the
   * requirement off.
   */
  | {
      kind: "break-glass";
      organization: string;
      member: string;
      how: string;
      clientAddress: string;
      at: number;
    }
  | { kind: "provider-required-off"; organization: string; at: number }
  | { kind: "alarm"; what: Alarm; at: number }
  /** Whether mail arrives at all; ms UTC. */
  | { kind: "test"; at: number };

/** `mayOpen`: whether the recipient may open its pages. Missing in notices of the earlier version. */
type ServiceUser = { id: string; name: string; mayOpen?: boolean };

/** What the operator has to look at: `cron-stood` lasted until `at`, the others still last. */
export type Alarm = "database-full" | "mail-stuck" | "cron-stood";

/** The notices that carry a one-time link, and what for. */
export type LinkNotice = Extract<Notice, { kind: LinkPurpose }>;

/** `atMost`: the mail is skipped if the recipient was lately sent as many of its kind. */
export type Mail = { recipient: string; notice: Notice; atMost?: { most: number; withinMs: number } };
