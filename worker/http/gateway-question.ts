import type { Wanted } from "../domain/endpoints/reach.ts";
import { type Gateway, isGateway } from "../domain/gateways.ts";
import type { LastUse } from "../domain/tokens/last-use.ts";
import { usedFor } from "../domain/tokens/used-for.ts";
import { originalRequestOf, originalRequestOfAny } from "./original-request.ts";

/** What a gateway asks at `/forward-auth`. */
export type GatewayQuestion = {
  /**
   * Whose API the gateway guards: the token has to be of each of these organizations. Null where a gateway that
   * has to say it does not, or says nothing by it; empty where tokens of every organization are taken.
   */
  organizationIds: readonly string[] | null;
  /** All of them are demanded. */
  permissions: readonly string[];
  /** The request that it asks about. */
  wanted: Wanted;
  /** What the token's last usage becomes; null for nothing, where two headers tell of two requests. */
  use: LastUse | null;
};

const ORGANIZATION = /^org_/;

/**
 * Reads a question by its address behind `base`: `/nginx/org_…` says who asks, for which organization, and so
 * which headers count; any other address is a gateway that could be any.
 */
export function readGatewayQuestion(request: Request, base: string): GatewayQuestion {
  const url = new URL(request.url);
  const behind = url.pathname.slice(base.length);
  const [, gateway = "", organizationId = ""] = behind.split("/", 3);
  const question = isGateway(gateway)
    ? ofGateway(gateway, organizationId, request, url, behind)
    : ofAny(request, url, behind);
  return { ...question, use: useOf(question.wanted, request.method, url.pathname) };
}

type Unused = Omit<GatewayQuestion, "use">;

function ofGateway(gateway: Gateway, inPath: string, request: Request, url: URL, behind: string): Unused {
  const named = ORGANIZATION.test(inPath) ? [inPath] : [];
  const pathBehind = behind.slice(`/${gateway}/${inPath}`.length);
  // Behind Envoy's address stands the client's own query, which says nothing here.
  const ofItsOwn = gateway === "envoy" ? new URLSearchParams() : url.searchParams;
  const organizationIds = [...named, ...ofItsOwn.getAll("organization")];
  const isMissing = organizationIds.length === 0 || organizationIds.includes("");
  return {
    organizationIds: isMissing ? null : organizationIds,
    permissions: ofItsOwn.getAll("permission"),
    wanted: originalRequestOf(gateway, request, pathBehind),
  };
}

function ofAny(request: Request, { searchParams }: URL, behind: string): Unused {
  const organizationIds = searchParams.getAll("organization");
  return {
    organizationIds: organizationIds.includes("") ? null : organizationIds,
    permissions: searchParams.getAll("permission"),
    wanted: originalRequestOfAny(request, behind),
  };
}

/** Where nothing was told, the question itself is what the token was used for. */
function useOf(wanted: Wanted, method: string, path: string): LastUse | null {
  if (wanted === "contradictory") return null;
  return wanted === "untold" ? usedFor(method, path) : usedFor(wanted.method, wanted.target);
}
