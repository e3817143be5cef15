import type { Statement } from "../../../db/connect.ts";
import { spendChallenge } from "../../../db/sign-in/passkey-challenges.ts";
import { findPasskey, type StoredPasskey, usePasskey } from "../../../db/sign-in/passkeys.ts";
import type { Activity } from "../../domain/activity/actions.ts";
import { type Reason, Refusal } from "../../domain/errors.ts";
import { type Asserted, readAssertion, wentBack } from "../../sign-in/passkeys/assertion.ts";
import { fromBase64url } from "../../sign-in/passkeys/base64url.ts";
import { NotAccepted } from "../../sign-in/passkeys/not-accepted.ts";
import { relyingPartyAt } from "../../sign-in/passkeys/relying-party.ts";
import type { AssertionResponse } from "../../sign-in/passkeys/responses.ts";
import type { Runtime } from "../runtime.ts";

type Used = { organizationId: string; user: { id: string; name: string }; at: number };

export type CheckedPasskey = {
  passkey: StoredPasskey & { email: string | null };
  /** The batch checks whether the challenge was asked and is still open. */
  challenge: Uint8Array;
  /** What follows from its use at this moment (ms UTC): nobody answers the challenge again. */
  use: (at: number) => Statement[];
  /** What is recorded if the passkey may have been copied; a counter that goes back refuses nothing. */
  wentBack: (used: Used) => Activity[];
};

/**
 * Whose passkey this is, by its answer. A wrong answer and an unknown passkey are refused alike.
 * @throws Refusal of this reason
 */
export async function checkPasskey(
  runtime: Runtime,
  response: AssertionResponse,
  otherwise: Reason,
): Promise<CheckedPasskey> {
  const passkey = await findPasskey(runtime.database, fromBase64url(response.rawId));
  if (!passkey) throw new Refusal(otherwise);
  const { challenge, counter, isBackedUp } = readAnswer(runtime, response, passkey, otherwise);
  return {
    passkey,
    challenge,
    use: (at) => [spendChallenge(challenge), usePasskey(passkey.id, { counter, isBackedUp, at })],
    wentBack: ({ organizationId, user, at }) =>
      wentBack(passkey.counter, counter)
        ? [
            {
              action: "passkey.counter-went-back",
              detail: { name: passkey.name, from: passkey.counter, to: counter },
              organizationId,
              actor: user,
              subject: user,
              token: null,
              at,
            },
          ]
        : [],
  };
}

function readAnswer(
  runtime: Runtime,
  response: AssertionResponse,
  passkey: StoredPasskey,
  otherwise: Reason,
): Asserted {
  try {
    return readAssertion(response, relyingPartyAt(runtime.origin), passkey);
  } catch (error) {
    if (!(error instanceof NotAccepted)) throw error;
    runtime.log("passkey.refused", { flaw: error.flaw });
    throw new Refusal(otherwise);
  }
}
