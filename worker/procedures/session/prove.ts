import { and, type SQL } from "drizzle-orm";
import * as z from "zod/mini";
import type { Authority } from "../../../db/demands.ts";
import { isOpenChallenge } from "../../../db/sign-in/passkey-challenges.ts";
import { isPasskey } from "../../../db/sign-in/passkeys.ts";
import { hasPassword, isProviderRequired, requiresProvider } from "../../../db/sign-in/proofs.ts";
import { isLinkedTo } from "../../../db/sign-in/provider-subjects.ts";
import type { SignedIn } from "../../domain/actor.ts";
import { demand, Refusal } from "../../domain/errors.ts";
import { mayProveBy } from "../../domain/sign-in/proof.ts";
import type { Way } from "../../domain/sign-in/way.ts";
import { rfc3339 } from "../../domain/times.ts";
import { enteredPasswordSchema } from "../../domain/users/password.ts";
import { ProviderFailure } from "../../sign-in/oidc/provider-failure.ts";
import { type AssertionResponse, assertionSchema } from "../../sign-in/passkeys/responses.ts";
import type { Context } from "../context.ts";
import { memberProcedure } from "../guards.ts";
import type { Runtime } from "../runtime.ts";
import { identifyByAccess } from "./by-access/identify.ts";
import { asRefusal } from "./by-access/refusal.ts";
import { checkInLine } from "./check-in-line.ts";
import { checkPasskey } from "./check-passkey.ts";
import { A_MOMENT_MS } from "./of-this-moment.ts";
import { checkOwnPassword } from "./own-password.ts";
import { type Proof, recordProof } from "./record-proof.ts";

const input = z
  .strictObject({
    password: z.optional(enteredPasswordSchema),
    response: z.optional(assertionSchema),
    /** Cloudflare Access vouches for it. */
    access: z.optional(z.literal(true)),
  })
  .check(
    z.refine((given) => Object.keys(given).length <= 1),
    z.refine((given) => Object.keys(given).length > 0, { error: "password-missing", path: ["password"] }),
  );

/** The signed-in user proves who they are; wrong passwords count as those of signing in. */
export const prove = memberProcedure
  .input(input)
  .mutation(({ ctx, input: { password, response, access } }) => {
    if (access) return byAccess(ctx);
    return response ? byOwnPasskey(ctx, response) : byOwnPassword(ctx, password as string);
  });

type Ground = Context & { actor: SignedIn; authority: Authority };

function byOwnPassword(ctx: Ground, password: string) {
  return proveBy("password", ctx, async () => {
    const hash = await checkInLine(ctx, (turn) =>
      checkOwnPassword(ctx, password, { turn, field: "password" }),
    );
    return {
      holds: hasPassword(ctx.actor.member.user.id, hash),
      otherwise: new Refusal("password-wrong", { field: "password" }),
    };
  });
}

function byOwnPasskey(ctx: Ground, response: AssertionResponse) {
  return proveBy("passkey", ctx, async () => {
    const { user, organization } = ctx.actor.member;
    const { passkey, challenge, use, wentBack } = await checkPasskey(
      ctx.runtime,
      response,
      "passkey-invalid",
    );
    demand(passkey.userId === user.id, "passkey-invalid");
    const asked = { challenge, purpose: "prove" as const, sessionId: ctx.actor.token.id };
    const at = ctx.runtime.now();
    return {
      holds: and(isPasskey(passkey.id), isOpenChallenge(asked, at)),
      otherwise: new Refusal("passkey-invalid"),
      consequences: use(at),
      activity: wentBack({ organizationId: organization.id, user, at }),
    };
  });
}

/** Access cannot be made to ask for a new sign-in; a recent one counts as the proof. */
function byAccess(ctx: Ground) {
  const { runtime, actor } = ctx;
  demand(actor.token.opened.way === "access", "proof-way-closed");
  return proveBy("access", ctx, async () => {
    try {
      const { organizationId, identity } = await identifyByAccess(ctx);
      const { issuer, subject, authenticatedAt } = identity;
      if ((authenticatedAt ?? 0) <= runtime.now() - A_MOMENT_MS) throw new ProviderFailure("access-stale");
      return {
        holds: isLinkedTo({ organizationId, issuer, subject }, actor.member.user.id),
        otherwise: new Refusal("access-refused", { problem: "proof-of-another" }),
        shownAt: authenticatedAt,
      };
    } catch (error) {
      throw asRefusal(runtime, error);
    }
  });
}

type Shown = {
  /** Conditions of the proof, checked again in the batch. */
  holds?: SQL;
  /** The reason if they no longer hold. */
  otherwise: Refusal;
} & Pick<Proof, "shownAt" | "consequences" | "activity">;

/**
 * The session has proved itself by `way`, once `show` has shown it.
 * @throws Refusal `proof-way-closed`, before anything is shown, and as `show`
 */
async function proveBy(
  way: Way,
  { runtime, actor, authority }: { runtime: Runtime; actor: SignedIn; authority: Authority },
  show: () => Promise<Shown>,
): Promise<{ provedAt: string }> {
  const { organization, user } = actor.member;
  const required = await requiresProvider(runtime.database, organization.id);
  demand(mayProveBy(way, { requiresProvider: required, role: actor.member.role }), "proof-way-closed");
  const { holds, otherwise, ...shown } = await show();
  const provedAt = await recordProof(runtime, {
    authority,
    sessionId: actor.token.id,
    organizationId: organization.id,
    user,
    way,
    expects: and(holds, isProviderRequired(organization.id, required)),
    ...shown,
  });
  if (provedAt === null) throw otherwise;
  return { provedAt: rfc3339(provedAt) };
}
