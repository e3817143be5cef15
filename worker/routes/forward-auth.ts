import type { Context } from "hono";
import * as z from "zod/mini";
import type { Actor } from "../domain/actor.ts";
import { Refusal } from "../domain/errors.ts";
import { GATEWAYS } from "../domain/gateways.ts";
import { empty, problems } from "../http/answers.ts";
import { absentProblem, malformedProblem, refusedProblem } from "../http/challenge.ts";
import { clientOf } from "../http/client.ts";
import { countAnswer } from "../http/count-answer.ts";
import { httpsRequiredProblem, isQuestionInTheClear } from "../http/demand-https.ts";
import type { Documentation } from "../http/documentation.ts";
import { refusalOfFailure } from "../http/failure.ts";
import { readGatewayQuestion } from "../http/gateway-question.ts";
import { type App, Hono } from "../http/hono.ts";
import { IDENTITY_HEADERS, identityHeaders, isTooLarge, tellExpiry } from "../http/identity-headers.ts";
import { logEvent } from "../http/log.ts";
import { noStore } from "../http/no-store.ts";
import { type Problem, problem, problemOf } from "../http/problem.ts";
import { unmetDemand } from "../http/unmet-demand.ts";
import { readCredential } from "../verification/credential.ts";
import { verifyToken } from "../verification/verify-token.ts";

export const FORWARD_AUTH_PATH = "/forward-auth";

const ADDRESSES = Object.keys(GATEWAYS).map((gateway) => `${FORWARD_AUTH_PATH}/${gateway}/org_…`);

/**
 * Answers the question of a gateway (nginx `auth_request`, Caddy `forward_auth`, Traefik ForwardAuth, Envoy
 * `ext_authz`): 200 with the identity, 401 or 403, or 503 if D1 is out. nginx turns every other status into a 500, so
 * there is none. The question's body is not read.
 */
export const forwardAuth = new Hono<App>()
  .onError((error, c) => problem(problemOf(refusalOfFailure(c.req.routePath, error, "database-unavailable"))))
  .use(noStore())
  .all("/", answer)
  .all("/*", answer);

async function answer(c: Context<App>): Promise<Response> {
  const runtime = c.get("runtime");
  if (isQuestionInTheClear(c.req.raw.url, clientOf(c).address, runtime.settings.publicOrigin)) {
    return problem(httpsRequiredProblem());
  }
  const { organizationIds, permissions, wanted, use } = readGatewayQuestion(c.req.raw, FORWARD_AUTH_PATH);
  // The gateway is misconfigured, whatever the client sent.
  if (organizationIds === null) return problem(problemOf(new Refusal("organization-missing")));
  const credential = readCredential(c.req.raw.headers);
  if (credential.kind === "absent") return problem(absentProblem());
  if (credential.kind === "malformed") return problem(unauthorized(malformedProblem()));
  const { text, organizationId, scheme } = credential;
  const verdict = await verifyToken(runtime, {
    text,
    kind: "api",
    organizationId,
    use,
    request: { to: "organization", wanted, organizationIds },
  });
  if (!verdict.ok) {
    logEvent("token.refused", { reason: verdict.refusal.reason, route: FORWARD_AUTH_PATH });
    return tellExpiry(problem(refusedProblem(scheme, verdict.refusal)), verdict);
  }
  const unmet = unmetDemand(scheme, verdict.actor, permissions);
  countAnswer(runtime, verdict, use, permissions, unmet);
  return tellExpiry(accepted(c, verdict.actor, unmet), verdict);
}

function accepted(c: Context<App>, actor: Actor, unmet: Problem | null): Response {
  if (unmet) return problem(unmet);
  const identity = identityHeaders(actor);
  if (isTooLarge(identity)) return problem(problemOf(new Refusal("identity-too-large")));
  return c.body(null, 200, identity);
}

function unauthorized(malformed: Problem): Problem {
  return { ...malformed, status: 401 };
}

/** For the OpenAPI document alone: the Worker itself is bundled without it. */
export function documentation(): Documentation {
  return {
    "ALL /": {
      summary: "For gateways: who a request comes from",
      description:
        "Answers any method. A gateway asks at its own address, with the organization whose API it guards: " +
        `${ADDRESSES.join(", ")}. The first three read the original request in X-Original-Method and ` +
        "X-Original-URI, the next two in X-Forwarded-Method and X-Forwarded-Uri, and Envoy's is the question's own " +
        "method with the path behind the address. Here and at every other path below, both pairs of headers are " +
        "read, and tokens of every organization are taken unless one is named.",
      token: true,
      query: z.object({ permission: z.optional(z.string()), organization: z.optional(z.string()) }),
      answers: {
        ...empty(200, "The token is valid, and meets the demands", IDENTITY_HEADERS),
        ...problems(401, 403, 503),
      },
    },
  };
}
