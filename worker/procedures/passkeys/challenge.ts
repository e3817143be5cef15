import * as z from "zod/mini";
import { ONLY_ASKED } from "../../../db/commit.ts";
import {
  type AskedChallenge,
  insertChallenge,
  saveChallenge,
} from "../../../db/sign-in/passkey-challenges.ts";
import { passkeysOf } from "../../../db/sign-in/passkeys.ts";
import { authorize, withFreshProof } from "../../change/authorize.ts";
import { commit } from "../../change/commit.ts";
import { clientNetwork } from "../../domain/client-network.ts";
import { demand, Refusal } from "../../domain/errors.ts";
import {
  CHALLENGE_LIFE_MS,
  CHALLENGE_PURPOSES,
  MOST_CHALLENGES,
  MOST_PASSKEYS,
} from "../../domain/sign-in/passkeys.ts";
import { creationOptions, requestOptions } from "../../sign-in/passkeys/options.ts";
import { relyingPartyAt } from "../../sign-in/passkeys/relying-party.ts";
import type { Context } from "../context.ts";
import { actorOf } from "../guards.ts";
import { demandOwnWay } from "../own-way.ts";
import { publicProcedure } from "../trpc.ts";

const CHALLENGE_BYTES = 32;

const input = z.strictObject({ for: z.enum(CHALLENGE_PURPOSES) });

/**
 * A challenge for a passkey, in the form that browsers take. Anybody may ask for one to sign in; the rest is for
 * signed-in users.
 */
export const challenge = publicProcedure.input(input).mutation(async ({ ctx, input }) => {
  if (input.for === "register") return toRegister(ctx);
  return input.for === "prove" ? toProve(ctx) : toSignIn(ctx);
});

async function toSignIn(ctx: Context) {
  const { runtime } = ctx;
  const asked = newChallenge(ctx, "signIn", null);
  const saved = await saveChallenge(runtime.database, asked, runtime.now(), MOST_CHALLENGES);
  if (!saved) throw tooMany();
  return requestOptions(relyingPartyAt(runtime.origin), asked.challenge, [], CHALLENGE_LIFE_MS);
}

async function toProve(ctx: Context) {
  const { runtime } = ctx;
  const actor = actorOf(ctx);
  const known = await passkeysOf(runtime.database, actor.member.user.id);
  const asked = newChallenge(ctx, "prove", actor.token.id);
  await save(ctx, asked, authorize(actor));
  return requestOptions(relyingPartyAt(runtime.origin), asked.challenge, known, CHALLENGE_LIFE_MS);
}

async function toRegister(ctx: Context) {
  const { runtime } = ctx;
  const actor = actorOf(ctx);
  demandOwnWay(actor);
  const { id, email, name } = actor.member.user;
  const known = await passkeysOf(runtime.database, id);
  demand(known.length < MOST_PASSKEYS, "passkey-limit");
  const asked = newChallenge(ctx, "register", actor.token.id);
  await save(ctx, asked, withFreshProof(authorize(actor), runtime));
  const user = { id, name: email, displayName: name };
  return creationOptions(relyingPartyAt(runtime.origin), asked.challenge, user, known, CHALLENGE_LIFE_MS);
}

async function save(
  { runtime }: Context,
  asked: AskedChallenge,
  authority: ReturnType<typeof authorize>,
): Promise<void> {
  const at = runtime.now();
  const { changed } = await commit(runtime, {
    authority,
    effect: "neither",
    at,
    change: insertChallenge(asked, at, MOST_CHALLENGES),
    activity: ONLY_ASKED,
  });
  if (!changed) throw tooMany();
}

function newChallenge(
  { runtime, client }: Context,
  purpose: AskedChallenge["purpose"],
  sessionId: string | null,
): AskedChallenge {
  return {
    challenge: runtime.randomBytes(CHALLENGE_BYTES),
    purpose,
    sessionId,
    clientNetwork: clientNetwork(client.address),
    expiresAt: runtime.now() + CHALLENGE_LIFE_MS,
  };
}

function tooMany(): Refusal {
  return new Refusal("sign-in-throttled", { retryAfterS: CHALLENGE_LIFE_MS / 1000 });
}
