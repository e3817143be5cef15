import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { isolate } from "../factories/isolate.ts";
import { scenario } from "../factories/scenario.ts";

const CALLERS = 16;
const TOKENS = 6;
const MOST_CALLS = 6000;

/** A refusal from memory does no I/O; without any, its caller would never let others run. */
const aTurn = () => env.DB.prepare("SELECT 1").run();

test("with 16 callers on two isolates, no request that starts after the revoke answered is accepted", async () => {
  let many = scenario().withOrganization().withMember();
  for (let made = 0; made < TOKENS; made++) many = many.withToken();
  const { tokens, member } = await many.written();
  const isolates = [isolate(), isolate()] as const;
  const owner = await isolates[0].signedIn(member.user.email ?? "");
  const answeredAt = new Map<string, number>();
  const calls = { accepted: 0, refused: 0, wronglyAccepted: [] as string[] };
  /** Counts events, so that "after" does not depend on the clock's milliseconds. */
  let moment = 0;
  let over = false;

  async function hammer(caller: number) {
    const { bearer } = isolates[caller % 2] as (typeof isolates)[number];
    for (let turn = caller; !over && moment < MOST_CALLS; turn++) {
      const { id, text } = tokens[turn % TOKENS] as (typeof tokens)[number];
      const startedAt = moment++;
      const { ok } = await bearer(text).fetch("/api/v1/me");
      calls[ok ? "accepted" : "refused"]++;
      if (ok && startedAt > (answeredAt.get(id) ?? Number.POSITIVE_INFINITY)) calls.wronglyAccepted.push(id);
      if (!ok) await aTurn();
    }
  }

  async function revokeAll() {
    for (const [at, { id, text }] of tokens.entries()) {
      for (const before = moment; moment < before + CALLERS; ) await aTurn();
      await isolates[(at + 1) % 2]?.bearer(text).fetch("/api/v1/me");
      if (at % 2) await owner.rpc.tokens.revoke.mutate({ id });
      else await isolates[1].bearer(text).fetch("/api/v1/tokens/current", { method: "DELETE" });
      answeredAt.set(id, moment++);
    }
    for (const { bearer } of isolates) {
      for (const { text } of tokens) expect((await bearer(text).fetch("/api/v1/me")).status).toBe(401);
    }
  }

  const callers = Array.from({ length: CALLERS }, (_, caller) => hammer(caller));
  await revokeAll().finally(() => {
    over = true;
  });
  await Promise.all(callers);
  expect(answeredAt.size).toBe(TOKENS);
  expect(calls.wronglyAccepted).toEqual([]);
  expect(calls.accepted).toBeGreaterThan(TOKENS);
  expect(calls.refused).toBeGreaterThan(TOKENS);
});
