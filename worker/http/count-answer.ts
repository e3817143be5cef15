import type { Context } from "hono";
import type { LastUse } from "../domain/tokens/last-use.ts";
import type { Runtime } from "../procedures/runtime.ts";
import type { Verdict } from "../verification/verify-token.ts";
import type { App } from "./hono.ts";
import type { Problem } from "./problem.ts";

type Accepted = Extract<Verdict, { ok: true }>;

/**
 * Counts what a door answered about a token that may make this request: what the door demanded besides was met, or
 * `unmet` says what was not. `permissions` may be of any type; what was met is text.
 */
export function countAnswer(
  runtime: Runtime,
  { actor: { token }, reached }: Accepted,
  use: LastUse | null,
  permissions: readonly unknown[] = [],
  unmet: Problem | null = null,
): void {
  const request = { use, endpoint: reached.endpoint };
  if (unmet) {
    runtime.usage.refused(runtime, token.id, request, reasonOf(unmet.code));
  } else {
    const met = [reached.permission, ...permissions].filter((permission) => typeof permission === "string");
    runtime.usage.accepted(runtime, token.id, request, met);
  }
}

/** The same of Latchkey's own REST, once it has answered: 403 is what a token lacks, all else is its use. */
export async function countRestAnswer(c: Context<App>, use: LastUse): Promise<void> {
  const { runtime, actor, demanded } = c.var;
  if (c.res.status !== 403) {
    runtime.usage.accepted(runtime, actor.token.id, { use }, demanded ? [demanded] : []);
    return;
  }
  const { code } = (await c.res
    .clone()
    .json()
    .catch(() => ({}))) as { code?: string };
  runtime.usage.refused(runtime, actor.token.id, { use }, reasonOf(code));
}

/** What has another name on the wire. */
const REASONS: Record<string, string> = { insufficient_scope: "permission-missing" };

function reasonOf(code = "insufficient_scope"): string {
  return REASONS[code] ?? code;
}
