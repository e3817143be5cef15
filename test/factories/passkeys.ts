import type { Client, SignedInClient } from "../world/clients.ts";
import { origin } from "../world/in-workerd.ts";
import { authenticator, type Said } from "./authenticator.ts";
import { isolate } from "./isolate.ts";
import { rows } from "./rows.ts";
import { scenario } from "./scenario.ts";

type Key = Awaited<ReturnType<typeof authenticator>>;
type Purpose = "register" | "signIn" | "prove";

/** Somebody who is signed in by their password, without a passkey. */
export async function withoutPasskey() {
  const { member, organization } = await scenario().withOrganization().withMember().written();
  const email = member.user.email as string;
  return { user: member.user, email, organization, client: await isolate().signedIn(email) };
}

/** Somebody who is signed in and has a passkey, "Phone". */
export async function withPasskey() {
  const person = await withoutPasskey();
  const key = await authenticator();
  const { id } = await register(person.client, key);
  return { ...person, key, passkeyId: id };
}

export const visitor = (address = "192.0.2.1") =>
  isolate().anonymous({ origin, "cf-connecting-ip": address });

export const challengeOf = async (client: Pick<Client, "rpc">, purpose: Purpose) =>
  (await client.rpc.passkeys.challenge.mutate({ for: purpose })).challenge;

export async function register(client: SignedInClient, key: Key, name = "Phone", said: Partial<Said> = {}) {
  const challenge = await challengeOf(client, "register");
  const response = await key.registers({ challenge, origin, ...said });
  return client.rpc.passkeys.register.mutate({ name, response });
}

/** A passkey's answer for a sign-in. */
export async function answered(key: Key, said: Partial<Said> = {}) {
  return key.asserts({ challenge: await challengeOf(visitor(), "signIn"), origin, ...said });
}

export const signInWith = (response: unknown, more: object = {}) =>
  visitor().post("/trpc/session.signInWithPasskey", { response, ...more });

export const passkeyActivities = (userId: string) =>
  rows<{ action: string; detail: string }>(
    "SELECT action, detail FROM activity WHERE subject_user_id = ? AND action LIKE 'passkey.%' ORDER BY at, id",
    userId,
  );
