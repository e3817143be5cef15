import type { RecordedActivity } from "../../../db/activity/list.ts";
import { sentence } from "../../domain/activity/sentence.ts";
import { rfc3339 } from "../../domain/times.ts";
import { displayPrefix } from "../../domain/tokens/token.ts";

/** An activity as lists show it. A session has no prefix to know it by. */
export function presentActivity(happened: RecordedActivity, tokenPrefix: string) {
  const { id, at, action, actor, subject, token, refusedSince, lastRefused } = happened;
  const isSession = action === "token.revoked" && happened.detail.kind === "session";
  return {
    id,
    at: rfc3339(at),
    action,
    actor,
    subject,
    token: token && !isSession ? { ...token, prefix: displayPrefix(token.id, tokenPrefix) } : null,
    sentence: sentence(happened),
    refusedSince: refusedSince && { count: refusedSince.count, lastAt: rfc3339(refusedSince.lastAt) },
    lastRefused,
  };
}
