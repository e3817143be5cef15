import { setTimeout } from "node:timers/promises";

const PATIENCE_MS = 90_000;
const LOOK_EVERY_MS = 1_000;

/** Waits until the deployment says that it is healthy, or returns its last answer. */
export async function answers(origin: string, patienceMs = PATIENCE_MS): Promise<string | undefined> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const problem = await ask(origin);
    if (problem === undefined || Date.now() > deadline) return problem;
    await setTimeout(LOOK_EVERY_MS);
  }
}

async function ask(origin: string): Promise<string | undefined> {
  try {
    const answer = await fetch(`${origin}/healthz`, { signal: AbortSignal.timeout(LOOK_EVERY_MS * 10) });
    return answer.ok ? undefined : `${answer.status} ${(await answer.text()).slice(0, 200)}`;
  } catch (error) {
    return error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
  }
}
