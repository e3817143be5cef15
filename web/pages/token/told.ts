import { type Accessor, createMemo } from "solid-js";
import { createAnswer } from "../../answer.ts";
import { refreshOnFocus } from "../../lists/refresh-on-focus.ts";
import type { TokenEdit } from "../../tokens/token-edit.ts";
import { unlessGone } from "../../tokens/unless-gone.ts";
import { tick } from "../../ui/clock.ts";
import type { Asker } from "./asker.ts";

/** Isolates write what they gather within 20 seconds, so it is seen within 30. */
const REFRESH_MS = 10_000;

/** How far back uses of a permission are read. */
const LONG_DAYS = 90;

/** A token's page: each part is asked for separately, and again while it is open. */
export function createTold(id: Accessor<string>, ask: Asker) {
  const token = createAnswer(id, async (id, signal) => {
    const answer = await ask.token(id, { signal });
    tick();
    return answer;
  });
  const usage = createAnswer(id, (id, signal) => ask.usage({ id }, { signal }));
  const activity = createAnswer(id, (id, signal) => ask.activity(id, { signal }));
  // Asked after the rest, and again when a permission was needed for the first time.
  const needed = createMemo(() => {
    const { unusedPermissions, routes } = usage.answer() ?? {};
    return (
      routes && `${id()} ${unusedPermissions} ${routes.map(({ method, route }) => `${method} ${route}`)}`
    );
  });
  const longUsage = createAnswer(needed, (_, signal) => ask.usage({ id: id(), days: LONG_DAYS }, { signal }));
  const hasEnded = createMemo(() => token.refusal()?.reason === "token-unknown");
  const history = () => activity.answer()?.items ?? [];

  const refresh = () => {
    for (const part of hasEnded() ? [usage, activity] : [token, usage, activity]) void part.retry();
  };
  refreshOnFocus(refresh, { everyMs: REFRESH_MS });

  return {
    token,
    usage,
    longUsage,
    activity,
    history,
    /** It is revoked, or belongs to nobody whom the reader may know. */
    hasEnded,
    isUnknown: () => hasEnded() && activity.answer() !== undefined && history().length === 0,
    refresh,
    async edit(edit: TokenEdit) {
      const edited = token.answer();
      if (edited) await ask.edit(edited, edit);
      refresh();
    },
    /** `refresh` asks for what remains of it. */
    revoke: (id: string) => ask.revoke(id).catch(unlessGone),
  };
}
