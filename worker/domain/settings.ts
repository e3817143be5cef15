import * as z from "zod/mini";
import { DAY_MS, HOUR_MS } from "./durations.ts";

const PREFIX = "a lower-case letter, then up to ten lower-case letters and digits";
const DAYS = "a number of days above 0, up to 3650";
const RETENTION = "a number of whole days from 1 to 36500, or empty to keep all";
const PROOF = "a number of hours from 0 to 720";
const LEASE = "a number of seconds from 0 to 30";
const SENDER = "an address that mail may come from";
const ORIGIN = "scheme and host alone, as https://tokens.example.com, or empty";
const KEY = "32 bytes as base64, as openssl rand -base64 32 makes them, or empty";
const TEAM = "the team's domain, as northwind.cloudflareaccess.com, or empty";
const AUDIENCE = "the AUD tag of the application at Cloudflare Access, or empty";
const ORGANIZATION = "the id of an organization, as org_3fA9xQ2LmZ7p, or empty";
const ACCESS = ["ACCESS_TEAM_DOMAIN", "ACCESS_AUDIENCE", "ACCESS_ORGANIZATION"] as const;

const secretsKey = z._default(
  z.union([z.literal(""), z.string().check(z.regex(/^[A-Za-z0-9+/]{43}=$/, KEY))], KEY),
  "",
);

const days = z.coerce.number({ error: DAYS }).check(z.positive(DAYS), z.maximum(3650, DAYS));

const variables = z
  .object({
    TOKEN_PREFIX: z.string({ error: PREFIX }).check(z.regex(/^[a-z][a-z0-9]{0,10}$/, PREFIX)),
    SESSION_IDLE_DAYS: days,
    SESSION_ABSOLUTE_DAYS: days,
    PROOF_HOURS: z._default(
      z.coerce.number({ error: PROOF }).check(z.minimum(0, PROOF), z.maximum(720, PROOF)),
      8,
    ),
    VERIFICATION_LEASE_SECONDS: z._default(
      z.coerce.number({ error: LEASE }).check(z.minimum(0, LEASE), z.maximum(30, LEASE)),
      0,
    ),
    ACTIVITY_RETENTION_DAYS: z._default(
      z.union(
        [
          z.literal(""),
          z.coerce.number().check(z.int(RETENTION), z.minimum(1, RETENTION), z.maximum(36_500, RETENTION)),
        ],
        RETENTION,
      ),
      "",
    ),
    MAIL_FROM: z.string({ error: SENDER }).check(z.minLength(3, SENDER)),
    SECRETS_KEY: secretsKey,
    SECRETS_KEY_EARLIER: secretsKey,
    PUBLIC_ORIGIN: z._default(z.string({ error: ORIGIN }).check(z.refine(isOrigin, ORIGIN)), ""),
    ACCESS_TEAM_DOMAIN: z._default(
      z.string({ error: TEAM }).check(z.regex(/^((https?:\/\/)?[a-z0-9-]+(\.[a-z0-9-]+)+(:\d+)?)?$/, TEAM)),
      "",
    ),
    ACCESS_AUDIENCE: z._default(z.string({ error: AUDIENCE }).check(z.regex(/^[\w-]{0,200}$/, AUDIENCE)), ""),
    ACCESS_ORGANIZATION: z._default(
      z.string({ error: ORGANIZATION }).check(z.regex(/^(org_[0-9A-Za-z]{12})?$/, ORGANIZATION)),
      "",
    ),
  })
  .check(
    z.superRefine((read, context) => {
      const missing = ACCESS.filter((name) => read[name] === "");
      if (missing.length === ACCESS.length) return;
      for (const name of missing)
        context.addIssue({
          code: "custom",
          path: [name],
          message: `set too, as ${ACCESS.join(", ")} belong together`,
        });
    }),
  );

/** What a deployment can set in wrangler.toml. Durations in milliseconds. */
export type Settings = {
  tokenPrefix: string;
  sessionIdleMs: number;
  sessionAbsoluteMs: number;
  /** How long a proof counts; null if it never expires. */
  proofMs: number | null;
  /** How long an isolate may answer for a token from memory; see `worker/verification/leases.ts`. */
  leaseMs: number;
  /** How long activity is kept; null for ever. */
  activityRetentionMs: number | null;
  mailFrom: string;
  /** Where this deployment is reached; null if each request says so itself. */
  publicOrigin: string | null;
  /** Cloudflare Access in front of this deployment: whom it names is signed in to this organization. */
  access: (AccessTeam & { organizationId: string }) | null;
};

/** A team of Cloudflare Access, and the audience by which it knows this deployment. */
export type AccessTeam = { issuer: string; audience: string };

/** @throws ZodError naming the variable, before the first request is answered */
export function readSettings(environment: unknown): Settings {
  const read = variables.parse(environment);
  return {
    tokenPrefix: read.TOKEN_PREFIX,
    sessionIdleMs: read.SESSION_IDLE_DAYS * DAY_MS,
    sessionAbsoluteMs: read.SESSION_ABSOLUTE_DAYS * DAY_MS,
    proofMs: read.PROOF_HOURS === 0 ? null : read.PROOF_HOURS * HOUR_MS,
    leaseMs: read.VERIFICATION_LEASE_SECONDS * 1000,
    activityRetentionMs: read.ACTIVITY_RETENTION_DAYS === "" ? null : read.ACTIVITY_RETENTION_DAYS * DAY_MS,
    mailFrom: read.MAIL_FROM,
    publicOrigin: read.PUBLIC_ORIGIN || null,
    access: read.ACCESS_TEAM_DOMAIN
      ? {
          issuer: read.ACCESS_TEAM_DOMAIN.replace(/^(?!https?:)/, "https://"),
          audience: read.ACCESS_AUDIENCE,
          organizationId: read.ACCESS_ORGANIZATION,
        }
      : null,
  };
}

/** A sentence for each setting that `readSettings` refuses. */
export function settingProblems(environment: unknown): string[] {
  const { error } = variables.safeParse(environment);
  return (error?.issues ?? []).map(({ path, message }) => `${path.join(".")} must be ${message}`);
}

/** Scheme and host alone, or nothing. */
function isOrigin(text: string): boolean {
  return text === "" || (/^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text);
}
