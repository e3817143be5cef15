import { and } from "drizzle-orm";
import { ownerOfToken } from "../../../../db/member-tokens/secondary.ts";
import { findMember } from "../../../../db/members/memberships.ts";
import {
  findProvider,
  isProvider,
  recordTest,
  type StoredProvider,
} from "../../../../db/sign-in/identity-providers.ts";
import { type ProviderFlow, takeFlow } from "../../../../db/sign-in/provider-flows.ts";
import { isLinkedTo } from "../../../../db/sign-in/provider-subjects.ts";
import { commit } from "../../../change/commit.ts";
import type { Identity } from "../../../domain/sign-in/identity.ts";
import type { ProviderProblem } from "../../../domain/sign-in/provider-problem.ts";
import { ProviderFailure } from "../../../sign-in/oidc/provider-failure.ts";
import type { Context } from "../../context.ts";
import { recordProof } from "../record-proof.ts";
import { FLOW_LIFE_MS } from "./begin.ts";
import { comeIn } from "./come-in.ts";
import { problemOfTest } from "./problem-of-test.ts";
import { redirectUriOf, registrationOf } from "./registration.ts";
import { hashOfState, stateOf } from "./state.ts";

type Ground = Pick<Context, "runtime" | "client" | "cookie">;

/** The outcome: where to go on, and what went wrong. */
export type Arrival = { organizationId: string; returnTo: string | null; problem: ProviderProblem | null };

const TESTED_AT = "/account/sign-in";

/**
 * Somebody comes back from a provider. `secret` is what this browser was given when it left; each counts once.
 * @throws ProviderFailure `flow-unknown`
 */
export async function arriveFromProvider(
  ctx: Ground,
  parameters: URLSearchParams,
  secret: string | undefined,
): Promise<Arrival> {
  const { runtime } = ctx;
  const state = secret ? await stateOf(secret) : null;
  if (state === null || parameters.get("state") !== state) throw new ProviderFailure("flow-unknown");
  const flow = await takeFlow(runtime.database, await hashOfState(state), runtime.now());
  if (!flow) throw new ProviderFailure("flow-unknown");
  const { organizationId } = flow;
  const returnTo = flow.purpose === "test" ? TESTED_AT : flow.returnTo;
  try {
    const provider = await findProvider(runtime.database, organizationId);
    if (!provider) throw new ProviderFailure("provider-unknown");
    // The provider was set anew in the meantime: an answer of the earlier one does not count.
    if (provider.changedAt > flow.expiresAt - FLOW_LIFE_MS) throw new ProviderFailure("provider-changed");
    await end(ctx, flow, provider, parameters, state);
    return { organizationId, returnTo, problem: null };
  } catch (error) {
    if (!(error instanceof ProviderFailure)) throw error;
    return { organizationId, returnTo, problem: flow.purpose === "test" ? null : error.problem };
  }
}

async function end(
  ctx: Ground,
  flow: ProviderFlow,
  provider: StoredProvider,
  parameters: URLSearchParams,
  state: string,
): Promise<void> {
  const { organizationId } = provider;
  const identified = () => identifyBy(ctx, flow, provider, parameters, state);
  switch (flow.purpose) {
    case "sign-in":
      await comeIn(ctx, { organizationId, provider, way: "provider", replaces: null }, await identified());
      return;
    case "test":
      return test(ctx, flow, provider, identified);
    case "prove":
      return prove(ctx, flow, provider, await identified());
  }
}

async function identifyBy(
  { runtime }: Ground,
  { nonce, codeVerifier, expiresAt, purpose }: ProviderFlow,
  provider: StoredProvider,
  parameters: URLSearchParams,
  state: string,
): Promise<Identity> {
  const { identify } = await import("../../../sign-in/oidc/identify.ts");
  const begun = { state, nonce, codeVerifier, at: expiresAt - FLOW_LIFE_MS };
  return identify(
    await registrationOf(runtime, provider),
    { parameters, redirectUri: redirectUriOf(runtime), begun, proves: purpose === "prove" },
    runtime.outside,
  );
}

/** A sign-in that opens nothing: the settings show its outcome to the Master Admin who made it. */
async function test(
  { runtime }: Ground,
  flow: ProviderFlow,
  provider: StoredProvider,
  identified: () => Promise<Identity>,
): Promise<void> {
  await recordProviderTest(runtime, flow, provider, await problemOfTest(identified, provider));
}

/** @throws ProviderFailure `session-over` */
export async function recordProviderTest(
  runtime: Context["runtime"],
  { sessionId, organizationId }: Pick<ProviderFlow, "sessionId" | "organizationId">,
  provider: StoredProvider,
  problem: ProviderProblem | null,
): Promise<void> {
  const at = runtime.now();
  const owner = await ownerOf(runtime, sessionId, organizationId);
  await commit(runtime, {
    authority: { ...owner.authority, role: "master_admin" },
    effect: "neither",
    at,
    change: recordTest(provider, { by: owner.user.id, at, problem }),
    activity: [
      {
        action: "provider.tested",
        detail: { problem },
        organizationId,
        actor: owner.user,
        subject: null,
        token: null,
        at,
      },
    ],
  });
}

/** The session that asked has proved itself, if the person who signed in there just now is its member. */
async function prove(
  { runtime }: Ground,
  { sessionId, organizationId }: ProviderFlow,
  provider: StoredProvider,
  { issuer, subject }: Identity,
): Promise<void> {
  const { session, user, authority } = await ownerOf(runtime, sessionId, organizationId);
  const provedAt = await recordProof(runtime, {
    authority,
    sessionId: session,
    organizationId,
    user,
    way: "provider",
    expects: and(isProvider(provider), isLinkedTo({ organizationId, issuer, subject }, user.id)),
  });
  if (provedAt === null) throw new ProviderFailure("proof-of-another");
}

/**
 * The browser does not send the session cookie from another site, so the stored flow names the session; the batch
 * checks that it is still valid.
 */
async function ownerOf({ database }: Context["runtime"], sessionId: string | null, organizationId: string) {
  const userId =
    sessionId === null ? null : await ownerOfToken(database, organizationId, sessionId, "session");
  const member = userId === null ? null : await findMember(database, { organizationId, userId });
  if (sessionId === null || userId === null || !member) throw new ProviderFailure("session-over");
  return {
    session: sessionId,
    user: member.user,
    authority: {
      credential: { kind: "session" as const, id: sessionId },
      member: { organizationId, userId },
      role: "member" as const,
      permission: null,
      proof: "given" as const,
    },
  };
}
