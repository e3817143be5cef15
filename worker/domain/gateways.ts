/**
 * The gateways that have an address of their own below `/forward-auth`, and where each says which request it asks
 * about. What it does not set itself the client may have sent, and is not looked at.
 * - `original`: X-Original-Method and X-Original-URI, as the configurations of the documentation set them;
 * - `forwarded`: X-Forwarded-Method and X-Forwarded-Uri, which these set by themselves;
 * - `itself`: the question has the request's own method, and its path and query behind the address.
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
