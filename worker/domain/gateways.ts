/**
 * The gateways with an address of their own below `/forward-auth`, and where each names the request that it asks
 * about. Headers that the gateway does not set are ignored: the client may have sent them.
 * - `original`: X-Original-Method and X-Original-URI, as the documented configurations set them;
 * - `forwarded`: X-Forwarded-Method and X-Forwarded-Uri, which these gateways set by themselves;
 * - `itself`: the question has the request's own method, and its path and query after the address.
 */
export const GATEWAYS = {
  nginx: "original",
  haproxy: "original",
  apache: "original",
  caddy: "forwarded",
  traefik: "forwarded",
  envoy: "itself",
} as const;

export type Gateway = keyof typeof GATEWAYS;

export function isGateway(name: string): name is Gateway {
  return Object.hasOwn(GATEWAYS, name);
}
