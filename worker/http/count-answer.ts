import type { Context } from "hono";
import type { LastUse } from "../domain/tokens/last-use.ts";
import type { Runtime } from "../procedures/runtime.ts";
import type { Verdict } from "../verification/verify-token.ts";
import type { App } from "./hono.ts";
import type { Problem } from "./problem.ts";

type Accepted = Extract<Verdict, { ok: true }>;

/**
 * Counts a door's answer about a token that may make this request: what the door also demanded was met, or `unmet`
 * names what was not. `permissions` may be of any type; those that were met are strings.
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

/**
 * The same for Latchkey's own REST API, after its answer: a 403 counts as a missing permission, everything else as a
 * use.
 */
export async function countRestAnswer(c: Context<App>, use: LastUse): Promise<void> {
  const [runtime, actor, demanded] = [c.get("runtime"), c.get("actor"), c.get("demanded")];
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

/** Permissions that have another name on the wire. */
const REASONS: Record<string, string> = { insufficient_scope: "permission-missing" };

function reasonOf(code = "insufficient_scope"): string {
  return REASONS[code] ?? code;
}
