import type { LastUse } from "../domain/tokens/last-use.ts";
import { usedFor } from "../domain/tokens/used-for.ts";

/** Method and path of the request that a gateway asks about, in the two ways that gateways say it. */
const SAID = [
  { method: "X-Original-Method", target: "X-Original-URI" },
  { method: "X-Forwarded-Method", target: "X-Forwarded-Uri" },
];

/** What a request outside of `/forward-auth` never carries, unless a gateway's question went astray. */
export const GATEWAY_HEADERS = SAID.flatMap(({ method, target }) => [method, target]);

/**
 * The request that a gateway asks about. Where no header says it, it is the question itself: Envoy asks
 * with the original method, and with the original path behind `base`.
 */
export function originalRequest({ method, url, headers }: Request, base: string): LastUse {
  const said =
    SAID.find(({ target }) => headers.has(target)) ?? SAID.find((names) => headers.has(names.method));
  return usedFor(
    (said && headers.get(said.method)) || method,
    (said && headers.get(said.target)) || pathBehind(base, new URL(url)),
  );
}

function pathBehind(base: string, { pathname }: URL): string {
  return pathname.slice(base.length) || pathname;
}
