import type { Actor } from "../domain/actor.ts";
import type { Wanted as Request } from "../domain/endpoints/reach.ts";
import type { User } from "../domain/organizations/membership.ts";
import { rfc3339 } from "../domain/times.ts";
import { tokenText } from "../domain/tokens/token-text.ts";
import { usedFor } from "../domain/tokens/used-for.ts";
import { absentProblem, refusedProblem } from "../http/challenge.ts";
import { countAnswer } from "../http/count-answer.ts";
import { logEvent } from "../http/log.ts";
import type { Problem } from "../http/problem.ts";
import { unmetDemand } from "../http/unmet-demand.ts";
import type { Runtime } from "../procedures/runtime.ts";
import { verifyToken } from "../verification/verify-token.ts";

/** What another Worker of the same account says of the request that it answers. All of it is optional. */
export type Wanted = {
  /** Demanded of the token; without it the answer is a 403. */
  permission?: string;
  /**
   * The organization whose API it is: a token of another one is a 403. Left out, tokens of every organization are
   * accepted.
   */
  organizationId?: string;
  /** The request to answer: it decides what the token may reach, and "last usage" shows it. */
  method?: string;
  path?: string;
  /** The client's address, for the log of refusals. */
  ip?: string;
};

export type Verification =
  | {
      ok: true;
      user: User;
      organization: { id: string; name: string; kind: "customer" | "partner" };
      /** Times are RFC 3339; `scopes` and `endpoints` are null for a token without such a limit. */
      token: {
        id: string;
        name: string;
        createdAt: string;
        expiresAt: string | null;
        scopes: string[] | null;
        endpoints: string[] | null;
      };
      permissions: string[];
      visibilityGroups: string[];
    }
  | {
      ok: false;
      /** The answer for the client, with `headers` (`WWW-Authenticate`, or `Retry-After` with 503). */
      status: 401 | 403 | 503;
      code: string;
      detail: string;
      missing?: string;
      headers: Record<string, string>;
    };

/** The methods of the entrypoint `LatchkeyVerifier`. */
export interface LatchkeyService {
  verify(token: string, wanted?: Wanted): Promise<Verification>;
}

/** Recorded when a verification names no request. */
const VERIFIED = "verify";
const LONGEST_ADDRESS = 45;

/**
 * Verification by RPC, without HTTP. Never throws because of what the other Worker sent. RPC lets values of other
 * types through; they make it refuse, never accept more.
 */
export async function verifyForWorker(
  runtime: Runtime,
  token: unknown,
  wanted: { [Key in keyof Wanted]: unknown } | null | undefined,
): Promise<Verification> {
  const presented = tokenText(text(token) ?? "");
  if (presented === "") return refused(absentProblem());
  const use = usedFor(text(wanted?.method) ?? VERIFIED, text(wanted?.path) ?? "");
  const verdict = await verifyToken(runtime, {
    text: presented,
    kind: "api",
    use,
    request: { to: "organization", wanted: told(wanted), organizationIds: given(wanted?.organizationId) },
  });
  if (!verdict.ok) {
    const ip = text(wanted?.ip)?.slice(0, LONGEST_ADDRESS) ?? null;
    logEvent("token.refused", { reason: verdict.refusal.reason, route: "service binding", ip });
    return refused(refusedProblem("Bearer", verdict.refusal));
  }
  const unmet = unmetDemand("Bearer", verdict.actor, given(wanted?.permission));
  countAnswer(runtime, verdict, use, given(wanted?.permission), unmet);
  return unmet ? refused(unmet) : verified(verdict.actor);
}

/** A copy: an RPC answer may hold only plain data. */
function verified({ token, member, permissions, limits }: Actor): Verification {
  const { apiPermissions: _, ...organization } = member.organization;
  return {
    ok: true,
    user: { ...member.user },
    organization,
    token: {
      id: token.id,
      name: token.name,
      createdAt: rfc3339(token.createdAt),
      expiresAt: rfc3339(token.expiresAt),
      scopes: token.scopes === null ? null : [...token.scopes],
      endpoints: limits.own === null ? null : [...limits.own.written],
    },
    permissions: [...permissions],
    visibilityGroups: [...member.visibilityGroups],
  };
}

function refused({ status, code, detail, missing, headers = {} }: Problem): Verification {
  return {
    ok: false,
    status: status as 401 | 403 | 503,
    code,
    detail,
    ...(missing === undefined ? {} : { missing }),
    headers,
  };
}

function told(wanted: { method?: unknown; path?: unknown } | null | undefined): Request {
  const [method, target] = [text(wanted?.method), text(wanted?.path)];
  return method && target ? { method, target } : "untold";
}

function given(value: unknown): unknown[] {
  return value === undefined ? [] : [value];
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
