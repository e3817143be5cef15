import type { Context } from "hono";
import { AFTER_PROVIDER, SIGN_IN_PROBLEM } from "../../web/pages.ts";
import { Refusal } from "../domain/errors.ts";
import type { Role } from "../domain/organizations/roles.ts";
import type { ProviderProblem } from "../domain/sign-in/provider-problem.ts";
import { returnPathOf } from "../domain/sign-in/return-path.ts";
import type { Way } from "../domain/sign-in/way.ts";
import { lastUse } from "../domain/tokens/last-use.ts";
import { methodNotAllowed } from "../http/by-method.ts";
import { clientOf } from "../http/client.ts";
import { demandHttps } from "../http/demand-https.ts";
import { clearedFlowCookie, flowCookie, readFlowCookie } from "../http/flow-cookie.ts";
import { type App, Hono } from "../http/hono.ts";
import { logEvent } from "../http/log.ts";
import { noStore } from "../http/no-store.ts";
import { readSessionCookie, sessionCookie } from "../http/session-cookie.ts";
import { type Arrival, arriveFromProvider } from "../procedures/session/by-provider/arrive.ts";
import { beginByProvider, FLOW_LIFE_MS } from "../procedures/session/by-provider/begin.ts";
import { testFailed } from "../procedures/session/by-provider/test-failed.ts";
import { ProviderFailure } from "../sign-in/oidc/provider-failure.ts";
import { verifyToken } from "../verification/verify-token.ts";

/** Redirects to an organization's identity provider and back; a page of the web app tells what went wrong. */
export const signIn = new Hono<App>()
  .use("/with/*", noStore(), demandHttps())
  .use("/callback", noStore(), demandHttps())
  .get("/with/:organizationId", (c) => toProvider(c, c.req.param("organizationId")))
  .get("/callback", fromProvider)
  .all("/with/:organizationId", () => methodNotAllowed(["GET", "HEAD"]))
  .all("/callback", () => methodNotAllowed(["GET", "HEAD"]));

async function toProvider(c: Context<App>, organizationId: string): Promise<Response> {
  const returnTo = returnPathOf(c.req.query("next"));
  try {
    return await begin(c, organizationId, returnTo);
  } catch (error) {
    return told(c, { organizationId, returnTo, problem: problemOf(c, error) });
  }
}

async function begin(c: Context<App>, organizationId: string, returnTo: string | null): Promise<Response> {
  const { runtime } = c.var;
  const purpose = purposeOf(c.req.query("for"));
  const session = purpose === "sign-in" ? null : await sessionIn(c, organizationId);
  if (purpose !== "sign-in" && session === null) throw new ProviderFailure("session-over");
  // Another session may reach beyond this organization: for that, its provider's word is no proof.
  if (purpose === "prove" && session?.way !== "provider") throw new ProviderFailure("proof-way-other");
  if (purpose === "test" && session?.role !== "master_admin") throw new ProviderFailure("test-not-yours");
  try {
    const asked = { organizationId, purpose, sessionId: session?.id ?? null, returnTo };
    const { url, secret } = await beginByProvider({ runtime, client: clientOf(c) }, asked);
    c.header("Set-Cookie", flowCookie(secret, FLOW_LIFE_MS));
    return c.redirect(url, 303);
  } catch (error) {
    const problem = problemOf(c, error);
    const isTest = purpose === "test" && session !== null;
    if (isTest && (await testFailed(runtime, session.id, organizationId, problem)))
      return c.redirect(AFTER_PROVIDER.test, 303);
    throw new ProviderFailure(problem);
  }
}

async function fromProvider(c: Context<App>): Promise<Response> {
  const cookies: string[] = [];
  const ground = {
    runtime: c.var.runtime,
    client: clientOf(c),
    cookie: {
      set: (token: string, maxAgeMs: number) => void cookies.push(sessionCookie(token, maxAgeMs)),
      clear: () => {},
    },
  };
  const { searchParams } = new URL(c.req.url);
  const arrival = await arriveFromProvider(ground, searchParams, readFlowCookie(c)).catch((error) => ({
    organizationId: null,
    returnTo: null,
    problem: problemOf(c, error),
  }));
  for (const cookie of [...cookies, clearedFlowCookie()]) c.header("Set-Cookie", cookie, { append: true });
  return told(c, arrival);
}

/** Where to go on: back to where the person was, or to the page that says what went wrong. */
function told(
  c: Context<App>,
  { organizationId, returnTo, problem }: Omit<Arrival, "organizationId"> & { organizationId: string | null },
): Response {
  if (problem === null) return c.redirect(returnTo ?? "/", 303);
  logEvent("sign-in.by-provider-refused", { problem, organization: organizationId });
  const query = new URLSearchParams({ reason: problem });
  if (organizationId !== null && problem !== "provider-unknown") query.set("organization", organizationId);
  if (returnTo !== null) query.set("next", returnTo);
  return c.redirect(`${SIGN_IN_PROBLEM}?${query}`, 303);
}

/** Never a blank page: a fault of ours is logged and told as one. */
function problemOf(c: Context<App>, error: unknown): ProviderProblem {
  if (error instanceof ProviderFailure) return error.problem;
  // The session that asked ended on the way, or its owner's role changed.
  if (error instanceof Refusal && error.reason === "master-admin-only") return "test-not-yours";
  if (error instanceof Refusal && error.kind === "unauthenticated") return "session-over";
  c.var.runtime.failed("sign-in by provider", error);
  return "unexpected";
}

function purposeOf(text: string | undefined): "sign-in" | "test" | "prove" {
  return text === "test" || text === "prove" ? text : "sign-in";
}

/** The session that asks, if it belongs to this organization. */
async function sessionIn(
  c: Context<App>,
  organizationId: string,
): Promise<{ id: string; way: Way | undefined; role: Role } | null> {
  const text = readSessionCookie(c);
  if (!text) return null;
  const use = lastUse(c.req.method, "/sign-in/with");
  const verdict = await verifyToken(c.var.runtime, { text, kind: "session", use });
  if (!verdict.ok || verdict.actor.member.organization.id !== organizationId) return null;
  const { member, token } = verdict.actor;
  return { id: token.id, way: token.opened?.way, role: member.role };
}
