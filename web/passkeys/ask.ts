import type { Refusal } from "../refusal.ts";
import { rpc, signedOut } from "../rpc.ts";
import { answerWithPasskey } from "./browser.ts";

/**
 * A passkey's answer to a fresh challenge. @throws as the call, and a `Refusal` of its own if the browser gave no
 * answer
 */
export async function askPasskey(
  purpose: "signIn" | "prove",
  how: { signal?: AbortSignal; conditional?: boolean } = {},
): Promise<AuthenticationResponseJSON | Refusal> {
  const options = await rpc.passkeys.challenge.mutate(
    { for: purpose },
    purpose === "signIn" ? signedOut : {},
  );
  const outcome = await answerWithPasskey(options as unknown as PublicKeyCredentialRequestOptionsJSON, how);
  return "answer" in outcome ? outcome.answer : { code: "BAD_REQUEST", message: outcome.problem };
}

export function isRefused(answer: AuthenticationResponseJSON | Refusal): answer is Refusal {
  return "message" in answer;
}
