import { join } from "node:path";
import { PROJECT } from "./settings.ts";

/**
 * Environment that keeps wrangler to itself: nothing asked of the internet, only warnings said, nothing written
 * into HOME, which may be read-only, and no copies of whole requests, with the tokens in their headers, kept under
 * the state folder.
 */
export const QUIET_AND_OFFLINE = {
  WRANGLER_SEND_METRICS: "false",
  WRANGLER_SEND_ERROR_REPORTS: "false",
  WRANGLER_HIDE_BANNER: "true",
  WRANGLER_LOG: "warn",
  WRANGLER_WRITE_LOGS: "false",
  WRANGLER_REGISTRY_PATH: join(PROJECT, ".wrangler/registry"),
  // Where that cannot be written, the local Worker would start and never answer.
  XDG_CONFIG_HOME: join(PROJECT, ".wrangler/config"),
  CLOUDFLARE_CF_FETCH_ENABLED: "false",
  X_LOCAL_OBSERVABILITY: "false",
};
