import type { SignedInClient } from "../world/clients.ts";
import type { Isolates } from "./isolates.ts";
import { ended, held, type Secret } from "./secrets.ts";

/** A token with its present and former secrets, the newest last. */
export type Token = { id: string; secrets: Secret[] };
export type Rpc = SignedInClient["rpc"];

/** After a kill, the effect of an unanswered rotation is unknown: another rotation ends all earlier secrets. */
export async function settle(rpc: Rpc, token: Token): Promise<void> {
  for (const secret of token.secrets) secret.isEnding = true;
  const { token: text } = await rpc.tokens.rotate.mutate({ id: token.id, graceSeconds: 0 });
  ended(token.secrets);
  token.secrets.push(held(text));
}

export type Rotation = (rpc: Rpc, token: Token, isolates: Isolates) => Promise<void>;

/** Every way of ending an earlier secret; each leaves the newest as the only valid one. */
export const ROTATIONS: readonly Rotation[] = [
  async function atOnce(rpc, token) {
    const { token: text } = await rpc.tokens.rotate.mutate({ id: token.id, graceSeconds: 0 });
    ended(token.secrets);
    token.secrets.push(held(text));
  },
  async function atFirstUse(rpc, token, isolates) {
    const { token: text } = await rpc.tokens.rotate.mutate({ id: token.id });
    const earlier = [...token.secrets];
    const answer = await isolates.clients[1].bearer(text).fetch("/api/v1/me");
    await answer.body?.cancel();
    if (answer.status !== 200) throw new Error(`a new secret was answered ${answer.status}`);
    ended(earlier);
    token.secrets.push(held(text));
  },
  async function whenAsked(rpc, token) {
    const { token: text } = await rpc.tokens.rotate.mutate({ id: token.id, endAtFirstUse: false });
    const present = held(text);
    const earlier = [...token.secrets];
    token.secrets.push(present);
    await rpc.tokens.endEarlierSecret.mutate({ id: token.id });
    ended(earlier);
  },
  async function byItself(rpc, token, isolates) {
    const presented = token.secrets.at(-1) as Secret;
    const client = isolates.clients[0].bearer(presented.text);
    const answer = await client.post("/api/v1/tokens/current/rotate", { grace_seconds: 0 });
    if (answer.status === 401) return settle(rpc, token);
    if (answer.status !== 200) throw new Error(`did not rotate itself: ${answer.status}`);
    const { token: text } = (await answer.json()) as { token: string };
    ended(token.secrets);
    token.secrets.push(held(text));
  },
];
