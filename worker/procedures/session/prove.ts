import { and, type SQL } from "drizzle-orm";
import * as z from "zod";
import type { Authority } from "../../../db/demands.ts";
import { hasPassword, isProviderRequired, proveSession, requiresProvider } from "../../../db/proofs.ts";
import { commit } from "../../change/commit.ts";
import type { SignedIn } from "../../domain/actor.ts";
import { demand, Refusal } from "../../domain/errors.ts";
import { mayProveBy } from "../../domain/sign-in/proof.ts";
import type { Way } from "../../domain/sign-in/way.ts";
import { enteredPasswordSchema } from "../../domain/users/password.ts";
import { memberProcedure } from "../guards.ts";
import type { Runtime } from "../runtime.ts";
import { checkInLine } from "./check-in-line.ts";
import { checkOwnPassword } from "./own-password.ts";

const input = z.strictObject({ password: enteredPasswordSchema });

/** Whoever is signed in shows once more who they are; wrong tries count as those of signing in. */
export const prove = memberProcedure.input(input).mutation(({ ctx, input: { password } }) =>
  proveBy("password", ctx, async () => {
    const hash = await checkInLine(ctx, (turn) =>
      checkOwnPassword(ctx, password, { turn, field: "password" }),
    );
    return {
      holds: hasPassword(ctx.actor.member.user.id, hash),
      otherwise: new Refusal("password-wrong", { field: "password" }),
    };
  }),
);

type Shown = {
  /** What the proof stands on, asked again in the batch. */
  holds?: SQL;
  /** Where that is so no more. */
  otherwise: Refusal;
};

/**
 * The session has proved itself by `way` from now on, once `show` has shown it.
 * @throws Refusal `proof-way-closed`, before anything is shown, and as `show`
 */
export async function proveBy(
  way: Way,
  { runtime, actor, authority }: { runtime: Runtime; actor: SignedIn; authority: Authority },
  show: () => Promise<Shown>,
): Promise<{ provedAt: number }> {
  const { organization, user } = actor.member;
  const required = await requiresProvider(runtime.database, organization.id);
  demand(mayProveBy(way, { requiresProvider: required, role: actor.member.role }), "proof-way-closed");
  const { holds, otherwise } = await show();
  const at = runtime.now();
  const { changed } = await commit(runtime, {
    authority,
    effect: "widens",
    at,
    expects: and(holds, isProviderRequired(organization.id, required)),
    change: proveSession(actor.token.id, at),
    activity: [
      {
        action: "session.proved",
        detail: { way },
        organizationId: organization.id,
        actor: user,
        subject: user,
        token: null,
        at,
      },
    ],
  });
  if (!changed) throw otherwise;
  return { provedAt: at };
}
