import type { LastUse } from "./tokens/last-use.ts";
import type { LinkPurpose } from "./users/one-time-link.ts";

/**
 * A mail that is due, as data: `worker/emails` has the words. Never holds a secret: the link of an
 * invitation or a reset is made at the moment of sending.
 */
export type Notice =
  | {
      kind: "tokens-revoked";
      organization: string;
      /** Null where whoever held the token ended it. */
      administrator: string | null;
      /** How many ended of each kind. */
      sessions: number;
      apiTokens: number;
      /** The newest of the API tokens, at most twenty. Purposes are not in notices of the version before. */
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
        /** Whose it is, where not the recipient's own. */
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
      /** Whose they are, where not the recipient's own. */
      serviceUser: ServiceUser | null;
      tokens: { name: string; prefix: string; lastUsedAt: number | null }[];
      /** How many more there are. Not in notices of the version before. */
      others?: number;
      /** When the first of them is suspended. */
      suspendedFrom: number;
      origin: string;
    }
  /** A passkey opens all of a person's organizations: the mail names none. `at` in ms UTC. */
  | { kind: "passkey-added" | "passkey-removed"; name: string; at: number }
  | { kind: "password-reset"; userId: string; origin: string }
  | {
      kind: "database-restored";
      organization: string;
      /** What happened between the two may be lost; ms UTC, null where nothing says since when. */
      from: number | null;
      to: number;
      /** How many tokens and sessions of the organization came back and were ended again. */
      revokedAgain: number;
    }
  /** A Master Admin came in although the provider is required (`at` in ms UTC); or whoever runs Latchkey ended that it is. */
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

/** `mayOpen`: whether the recipient may open its pages. Not in notices of the version before. */
type ServiceUser = { id: string; name: string; mayOpen?: boolean };

/** What whoever runs Latchkey has to look at: `cron-stood` until `at`, the others still last. */
export type Alarm = "database-full" | "mail-stuck" | "cron-stood";

/** The notices that carry a one-time link, and what for. */
export type LinkNotice = Extract<Notice, { kind: LinkPurpose }>;

/** `atMost`: where the recipient was sent as many of this kind lately, this one is not. */
export type Mail = { recipient: string; notice: Notice; atMost?: { most: number; withinMs: number } };
