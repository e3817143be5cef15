import { type Context, Hono } from "hono";
import * as z from "zod";
import { Refusal } from "../domain/errors.ts";
import { empty, problems } from "../http/answers.ts";
import {
  absentProblem,
  malformedProblem,
  missingPermissionProblem,
  refusedProblem,
} from "../http/challenge.ts";
import { documented } from "../http/documented.ts";
import type { App } from "../http/hono.ts";
import { IDENTITY_HEADERS, identityHeaders } from "../http/identity-headers.ts";
import { logEvent, logFailure } from "../http/log.ts";
import { noStore } from "../http/no-store.ts";
import { originalRequest } from "../http/original-request.ts";
import { type Problem, problem, problemOf } from "../http/problem.ts";
import { readCredential } from "../verification/credential.ts";
import { verifyToken } from "../verification/verify-token.ts";

export const FORWARD_AUTH_PATH = "/forward-auth";

/**
 * The question of a gateway (nginx `auth_request`, Caddy `forward_auth`, Traefik ForwardAuth, Envoy
 * `ext_authz`): 200 with the identity, else 401 or 403, and 503 where D1 is out. nginx makes a 500 of
 * anything else, so that nothing else is ever said; the body of the question is not read.
 */
export const forwardAuth = new Hono<App>()
  .onError((error, c) => {
    logFailure(c.req.routePath, error);
    return problem(problemOf(new Refusal("database-unavailable")));
  })
  .use(noStore())
  .all("/", documented(documentation), answer)
  .all("/*", answer);

function documentation() {
  return {
    summary: "For gateways: who a request comes from",
    description:
      "Answers any method, here and at every path below. Method and path of the original request come in " +
      "X-Original-Method and X-Original-URI, or in X-Forwarded-Method and X-Forwarded-Uri.",
    token: true,
    query: z.object({ permission: z.string().optional() }),
    answers: {
      ...empty(200, "The token holds, and has the permissions demanded", IDENTITY_HEADERS),
      ...problems(401, 403, 503),
    },
  };
}

async function answer(c: Context<App>): Promise<Response> {
  const credential = readCredential(c.req.raw.headers);
  if (credential.kind === "absent") return problem(absentProblem());
  if (credential.kind === "malformed") return problem(unauthorized(malformedProblem()));
  const { text, organizationId, scheme } = credential;
  const use = originalRequest(c.req.raw, FORWARD_AUTH_PATH);
  const verdict = await verifyToken(c.get("runtime"), { text, kind: "api", organizationId, use });
  if (!verdict.ok) {
    logEvent("token.refused", { reason: verdict.refusal.reason, route: FORWARD_AUTH_PATH });
    return problem(refusedProblem(scheme, verdict.refusal));
  }
  // Several are all demanded; one that is empty or unknown is held by nobody.
  const missing = c.req.queries("permission")?.find((one) => !verdict.actor.permissions.includes(one));
  if (missing !== undefined) return problem(missingPermissionProblem(scheme, verdict.actor, missing));
  return c.body(null, 200, identityHeaders(verdict.actor));
}

function unauthorized(malformed: Problem): Problem {
  return { ...malformed, status: 401 };
}
