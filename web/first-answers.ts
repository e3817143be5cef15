import { getUntypedClient, type TRPCClient, type TRPCLink } from "@trpc/client";
import { observable } from "@trpc/server/observable";
import type { AppRouter } from "../worker/procedures/router.ts";
import { firstQuestions } from "./first-questions.ts";
import type { Session } from "./outputs.ts";
import { patiently } from "./patience.ts";

/** An answer that nobody asks for within this time is asked for again: it may have changed. */
const FRESH_MS = 10_000;

const SESSION = keyOf("session.current", undefined);

const answers = new Map<string, Promise<unknown>>();
let askedAt = 0;

/**
 * Asks what the opening page will ask, in one request that is already under way because the Worker named it in the
 * page's headers. Resolves with the session if it is known at once, so that the page need not be drawn without it
 * first.
 */
export async function askFirst(
  rpc: TRPCClient<AppRouter>,
  address: Pick<Location, "pathname" | "search">,
): Promise<Session | null> {
  const client = getUntypedClient(rpc);
  askedAt = performance.now();
  for (const [procedure, input] of firstQuestions(address)) {
    const answer = client.query(procedure, input, { context: { first: true, signedOut: true } });
    answer.catch(() => undefined);
    answers.set(keyOf(procedure, input), answer);
  }
  const answer = answers.get(SESSION);
  if (!answer) return null;
  const session = (await patiently(answer)) as Session | null;
  if (session) answers.delete(SESSION);
  return session;
}

/** Drops the answers: they were for a session that has ended. */
export function forgetFirstAnswers(): void {
  answers.clear();
}

/** Gives each answer to the first caller that asks its question. */
export const firstAnswers: TRPCLink<AppRouter> =
  () =>
  ({ op, next }) => {
    const key = keyOf(op.path, op.input);
    const answer = op.context.first ? undefined : answers.get(key);
    if (!answer) return next(op);
    answers.delete(key);
    if (performance.now() - askedAt > FRESH_MS) return next(op);
    return observable((observer) => {
      answer.then(
        (data) => {
          observer.next({ result: { type: "data", data } });
          observer.complete();
        },
        (error) => observer.error(error),
      );
    });
  };

function keyOf(procedure: string, input: unknown): string {
  return `${procedure} ${JSON.stringify(input)}`;
}
