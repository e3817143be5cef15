import type { Wanted } from "../domain/endpoints/reach.ts";
import { GATEWAYS, type Gateway } from "../domain/gateways.ts";

/** Method and target of the request that a gateway asks about, in the two ways that gateways send them. */
const CONVENTIONS = {
  original: { method: "X-Original-Method", target: "X-Original-URI" },
  forwarded: { method: "X-Forwarded-Method", target: "X-Forwarded-Uri" },
};

type Convention = keyof typeof CONVENTIONS;

/** Headers that only a gateway's question carries; outside of `/forward-auth` it went astray. */
export const GATEWAY_HEADERS = Object.values(CONVENTIONS).flatMap(({ method, target }) => [method, target]);

/** The request named by a gateway that its address identifies; `pathBehind` is the path behind that address. */
export function originalRequestOf(
  gateway: Gateway,
  { method, headers }: Request,
  pathBehind: string,
): Wanted {
  const convention = GATEWAYS[gateway];
  if (convention === "itself") return { method, target: pathBehind || "/" };
  const said = readConvention(headers, convention);
  return said.method && said.target ? { method: said.method, target: said.target } : "untold";
}

/**
 * The request named by an unidentified gateway. Both conventions are read, because the client may have sent one of
 * them. Without either, it is the question itself, with the path behind the address, if there is one.
 */
export function originalRequestOfAny({ method, headers }: Request, pathBehind: string): Wanted {
  const original = readConvention(headers, "original");
  const forwarded = readConvention(headers, "forwarded");
  if (differ(original.method, forwarded.method) || differ(original.target, forwarded.target)) {
    return "contradictory";
  }
  const target = original.target || forwarded.target || pathBehind;
  return target ? { method: original.method || forwarded.method || method, target } : "untold";
}

function readConvention(headers: Headers, convention: Convention) {
  const { method, target } = CONVENTIONS[convention];
  return { method: headers.get(method), target: headers.get(target) };
}

function differ(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && one !== other;
}
