/** The Worker's bindings and variables, as wrangler.toml declares them. */
declare namespace Cloudflare {
  interface Env {
    DB: import("@cloudflare/workers-types").D1Database;
    TOMBSTONES: import("@cloudflare/workers-types").KVNamespace;
    EMAIL: import("@cloudflare/workers-types").SendEmail;
    /** Nightly backups, if the deployment has a bucket for them. */
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
    /** Cloudflare Access in front of this deployment: all three, or none. */
    ACCESS_TEAM_DOMAIN?: string;
    ACCESS_AUDIENCE?: string;
    ACCESS_ORGANIZATION?: string;
    /** 32 bytes as base64, made by `npm run dev` and `npm run deploy`; older deployments have none yet. */
    SECRETS_KEY?: string;
    /** The earlier key. It only decrypts while a new key takes its place. */
    SECRETS_KEY_EARLIER?: string;
  }
}
