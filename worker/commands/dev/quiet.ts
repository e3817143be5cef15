import { join } from "node:path";
import { PROJECT } from "./settings.ts";

/**
 * Environment that keeps wrangler to itself: it asks nothing of the internet, prints only warnings, writes nothing
 * into HOME, which may be read-only, and keeps no copies of whole requests, with their tokens, in the state folder.
 */
export const QUIET_AND_OFFLINE = {
  WRANGLER_SEND_METRICS: "false",
  WRANGLER_SEND_ERROR_REPORTS: "false",
  WRANGLER_HIDE_BANNER: "true",
  WRANGLER_LOG: "warn",
  WRANGLER_WRITE_LOGS: "false",
  WRANGLER_REGISTRY_PATH: join(PROJECT, ".wrangler/registry"),
  // If it cannot be written, the local Worker starts but never answers.
  XDG_CONFIG_HOME: join(PROJECT, ".wrangler/config"),
  CLOUDFLARE_CF_FETCH_ENABLED: "false",
  X_LOCAL_OBSERVABILITY: "false",
};
