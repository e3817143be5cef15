/** The Worker's bindings and variables, as wrangler.toml declares them. */
declare namespace Cloudflare {
  interface Env {
    DB: import("@cloudflare/workers-types").D1Database;
    TOMBSTONES: import("@cloudflare/workers-types").KVNamespace;
    EMAIL: import("@cloudflare/workers-types").SendEmail;
    /** Nightly backups, where a deployment has set a bucket for them. */
    BACKUPS?: import("@cloudflare/workers-types").R2Bucket;
    ASSETS: import("@cloudflare/workers-types").Fetcher;
    TOKEN_PREFIX: string;
    SESSION_IDLE_DAYS: string;
    SESSION_ABSOLUTE_DAYS: string;
    PROOF_HOURS?: string;
    VERIFICATION_LEASE_SECONDS: string;
    ACTIVITY_RETENTION_DAYS?: string;
    MAIL_FROM: string;
    PUBLIC_ORIGIN: string;
    /** Cloudflare Access before this deployment: all three, or none of them. */
    ACCESS_TEAM_DOMAIN?: string;
    ACCESS_AUDIENCE?: string;
    ACCESS_ORGANIZATION?: string;
    /** 32 bytes as base64. `npm run dev` and `npm run deploy` make it; a deployment of before has none yet. */
    SECRETS_KEY?: string;
    /** The key before it, which only reads while a new one takes its place. */
    SECRETS_KEY_EARLIER?: string;
  }
}
