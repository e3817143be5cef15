import * as z from "zod";
import { DAY_MS, HOUR_MS } from "./durations.ts";

const DAYS = "a number of days above 0, up to 3650";
const RETENTION = "a number of whole days from 1 to 36500, or empty to keep all";
const PROOF = "a number of hours from 0 to 720";
const LEASE = "a number of seconds from 0 to 30";

const KEY = "32 bytes as base64, as openssl rand -base64 32 makes them, or empty";

const TEAM = "the team's domain, as northwind.cloudflareaccess.com, or empty";
const AUDIENCE = "the AUD tag of the application at Cloudflare Access, or empty";
const ORGANIZATION = "the id of an organization, as org_3fA9xQ2LmZ7p, or empty";
const ACCESS = ["ACCESS_TEAM_DOMAIN", "ACCESS_AUDIENCE", "ACCESS_ORGANIZATION"] as const;

const secretsKey = z
  .literal("")
  .or(z.string({ error: KEY }).regex(/^[A-Za-z0-9+/]{43}=$/, KEY))
  .default("");

const days = z.coerce.number({ error: DAYS }).positive(DAYS).max(3650, DAYS);

const variables = z
  .object({
    TOKEN_PREFIX: z
      .string()
      .regex(/^[a-z][a-z0-9]{0,10}$/, "a lower-case letter, then up to ten lower-case letters and digits"),
    SESSION_IDLE_DAYS: days,
    SESSION_ABSOLUTE_DAYS: days,
    PROOF_HOURS: z.coerce.number({ error: PROOF }).min(0, PROOF).max(720, PROOF).default(8),
    VERIFICATION_LEASE_SECONDS: z.coerce.number({ error: LEASE }).min(0, LEASE).max(30, LEASE).default(0),
    ACTIVITY_RETENTION_DAYS: z
      .literal("")
      .or(z.coerce.number({ error: RETENTION }).int(RETENTION).min(1, RETENTION).max(36_500, RETENTION))
      .default(""),
    MAIL_FROM: z.string().min(3, "an address that mail may come from"),
    SECRETS_KEY: secretsKey,
    SECRETS_KEY_EARLIER: secretsKey,
    PUBLIC_ORIGIN: z
      .string()
      .refine(isOrigin, "scheme and host alone, as https://tokens.example.com, or empty")
      .default(""),
    ACCESS_TEAM_DOMAIN: z
      .string()
      .regex(/^((https?:\/\/)?[a-z0-9-]+(\.[a-z0-9-]+)+(:\d+)?)?$/, TEAM)
      .default(""),
    ACCESS_AUDIENCE: z
      .string()
      .regex(/^[\w-]{0,200}$/, AUDIENCE)
      .default(""),
    ACCESS_ORGANIZATION: z
      .string()
      .regex(/^(org_[0-9A-Za-z]{12})?$/, ORGANIZATION)
      .default(""),
  })
  .superRefine((read, context) => {
    const missing = ACCESS.filter((name) => read[name] === "");
    if (missing.length === ACCESS.length) return;
    for (const name of missing)
      context.addIssue({
        code: "custom",
        path: [name],
        message: `set too, as ${ACCESS.join(", ")} belong together`,
      });
  });

/** What a deployment can set in wrangler.toml. Durations in milliseconds. */
export type Settings = {
  tokenPrefix: string;
  sessionIdleMs: number;
  sessionAbsoluteMs: number;
  /** For how long a proof of who somebody is counts; null where it always does. */
  proofMs: number | null;
  /** For how long an isolate may answer for a token from memory; see `worker/verification/leases.ts`. */
  leaseMs: number;
  /** Activity that is older goes; null keeps all. */
  activityRetentionMs: number | null;
  mailFrom: string;
  /** Where this deployment is reached; null where each request says so itself. */
  publicOrigin: string | null;
  /** Cloudflare Access, where it stands before this deployment: whom it names comes into this organization. */
  access: (AccessTeam & { organizationId: string }) | null;
};

/** A team of Cloudflare Access, and as what it knows this deployment. */
export type AccessTeam = { issuer: string; audience: string };

/** @throws ZodError naming the variable, before the first request is answered. */
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

/** Scheme and host alone; or nothing. */
function isOrigin(text: string): boolean {
  return text === "" || (/^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text);
}
