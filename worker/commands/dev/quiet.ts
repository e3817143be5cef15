/** Environment that keeps wrangler to itself: nothing asked of the internet, only warnings said. */
export const QUIET_AND_OFFLINE = {
  WRANGLER_SEND_METRICS: "false",
  WRANGLER_SEND_ERROR_REPORTS: "false",
  WRANGLER_HIDE_BANNER: "true",
  WRANGLER_LOG: "warn",
  CLOUDFLARE_CF_FETCH_ENABLED: "false",
};
