import type { Wanted } from "../domain/endpoints/reach.ts";
import { type Gateway, isGateway } from "../domain/gateways.ts";
import type { LastUse } from "../domain/tokens/last-use.ts";
import { usedFor } from "../domain/tokens/used-for.ts";
import { originalRequestOf, originalRequestOfAny } from "./original-request.ts";

/** A gateway's question to `/forward-auth`. */
export type GatewayQuestion = {
  /**
   * The organizations whose API the gateway guards: the token has to belong to each. Null if the gateway has to name
   * one and does not, or names none that can exist; empty if tokens of every organization are taken.
   */
  organizationIds: readonly string[] | null;
  /** All of them are demanded. */
  permissions: readonly string[];
  /** The request that the gateway asks about. */
  wanted: Wanted;
  /** What to record as the token's last usage; null if two headers name different requests. */
  use: LastUse | null;
};

const ORGANIZATION = /^org_/;

/**
 * Reads a question by its address behind `base`. `/nginx/org_…` names the gateway and the organization, and so
 * decides which headers count; any other address could be any gateway.
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
  // Behind Envoy's address stands the client's own query, which means nothing here.
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

/** If no request was named, the question itself is what the token was used for. */
function useOf(wanted: Wanted, method: string, path: string): LastUse | null {
  if (wanted === "contradictory") return null;
  return wanted === "untold" ? usedFor(method, path) : usedFor(wanted.method, wanted.target);
}
