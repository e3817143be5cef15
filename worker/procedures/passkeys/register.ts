import * as z from "zod/mini";
import { isOpenChallenge, spendChallenge } from "../../../db/sign-in/passkey-challenges.ts";
import { findPasskey, insertPasskey, passkeysOf } from "../../../db/sign-in/passkeys.ts";
import { commit } from "../../change/commit.ts";
import { demand, Refusal } from "../../domain/errors.ts";
import { newIdentifier } from "../../domain/identifiers.ts";
import { nameSchema } from "../../domain/names.ts";
import { MOST_PASSKEYS } from "../../domain/sign-in/passkeys.ts";
import { NotAccepted } from "../../sign-in/passkeys/not-accepted.ts";
import { type Registered, readRegistration } from "../../sign-in/passkeys/registration.ts";
import { relyingPartyAt } from "../../sign-in/passkeys/relying-party.ts";
import { type RegistrationResponse, registrationSchema } from "../../sign-in/passkeys/responses.ts";
import { proved } from "../guards.ts";
import { demandOwnWay } from "../own-way.ts";
import type { Runtime } from "../runtime.ts";
import { presentPasskey } from "./present.ts";
import { onOwnPasskey, toldByMail } from "./recorded.ts";

const input = z.strictObject({ name: nameSchema, response: registrationSchema });

/** Adds a passkey, by the answer to a challenge that this session asked for. */
export const register = proved.member.input(input).mutation(async ({ ctx, input }) => {
  const { runtime, actor, authority } = ctx;
  const { name } = input;
  demandOwnWay(actor);
  const registered = readNew(runtime, input.response);
  const { challenge, ...credential } = registered;
  const userId = actor.member.user.id;
  demand((await findPasskey(runtime.database, credential.credentialId)) === null, "passkey-known");
  demand((await passkeysOf(runtime.database, userId)).length < MOST_PASSKEYS, "passkey-limit");
  const at = runtime.now();
  const passkey = {
    ...credential,
    id: newIdentifier("passkey", runtime.randomBytes),
    userId,
    name,
    createdAt: at,
  };
  const { changed } = await commit(runtime, {
    authority,
    effect: "neither",
    at,
    expects: isOpenChallenge({ challenge, purpose: "register", sessionId: actor.token.id }, at),
    change: insertPasskey(passkey, MOST_PASSKEYS),
    activity: [onOwnPasskey(actor, at, { action: "passkey.added", detail: { name } })],
    mail: [toldByMail(actor, "passkey-added", name, at)],
    consequences: [spendChallenge(challenge)],
  });
  if (!changed) throw new Refusal("passkey-invalid");
  return presentPasskey({ ...passkey, lastUsedAt: null });
});

function readNew(runtime: Runtime, response: RegistrationResponse): Registered {
  try {
    return readRegistration(response, relyingPartyAt(runtime.origin));
  } catch (error) {
    if (!(error instanceof NotAccepted)) throw error;
    runtime.log("passkey.refused", { flaw: error.flaw });
    throw new Refusal("passkey-invalid");
  }
}
