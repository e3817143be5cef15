import { forgetClientsBefore, keepActivityFrom, removeActivity } from "../../db/activity/retention.ts";
import type { Database } from "../../db/connect.ts";
import { removeSettledBefore } from "../../db/mail/outbox.ts";
import { removeEnded } from "../../db/member-tokens/secondary.ts";
import { removeAttemptsBefore } from "../../db/members/users.ts";
import { removeFencesBefore } from "../../db/restores/fences.ts";
import { removeLinksBefore } from "../../db/sign-in/one-time-links.ts";
import { removeChallengesBefore } from "../../db/sign-in/passkey-challenges.ts";
import { removeFlowsBefore } from "../../db/sign-in/provider-flows.ts";
import { removeCreationsBefore } from "../../db/tokens/creations.ts";
import { removeTriedBefore, removeUsageBefore } from "../../db/usage/fold.ts";
import { DAY_MS } from "../domain/durations.ts";
import { CREATION_KEY_LIFE_MS } from "../domain/tokens/creation-key.ts";
import { dayOf } from "../domain/usage/counter.ts";
import type { Ground } from "./ground.ts";

/** How long an expired API token stays listed, marked as expired. */
const API_TOKENS_STAY_MS = 90 * DAY_MS;
const USAGE_DAYS = 90;
const CLIENTS_STAY_MS = 90 * DAY_MS;
const MAIL_STAYS_MS = 30 * DAY_MS;
const ATTEMPTS_STAY_MS = DAY_MS;

/** Twice as long as D1 can be put back. */
const FENCES_STAY_MS = 60 * DAY_MS;

const AT_ONCE = 500;

/** A run of Cron may take 15 minutes. */
const BUDGET_MS = 10 * 60_000;

/**
 * Removes what has expired: sessions, API tokens after a while, and links. Nobody revoked them, so nothing is
 * recorded: their end was known when they were made.
 */
export async function removeExpired({
  database,
  settings,
  now,
  mayAskMore,
}: Pick<Ground, "database" | "settings" | "now" | "mayAskMore">): Promise<void> {
  const at = now();
  const { sessionIdleMs, sessionAbsoluteMs } = settings;
  const ended = { now: at, sessionIdleMs, sessionAbsoluteMs, apiTokensBefore: at - API_TOKENS_STAY_MS };
  const goesOn = () => now() < at + BUDGET_MS && mayAskMore();
  while (goesOn() && (await removeEnded(database, ended, AT_ONCE)) === AT_ONCE);
  while (goesOn() && (await removeUsageBefore(database, dayOf(at) - USAGE_DAYS, AT_ONCE)) === AT_ONCE);
  await letActivityGo(database, at, settings.activityRetentionMs, goesOn);
  while (goesOn() && (await forgetClientsBefore(database, at - CLIENTS_STAY_MS, AT_ONCE)) === AT_ONCE);
  await removeTriedBefore(database, at - USAGE_DAYS * DAY_MS);
  await removeLinksBefore(database, at);
  await removeChallengesBefore(database, at);
  await removeCreationsBefore(database, at - CREATION_KEY_LIFE_MS);
  await removeAttemptsBefore(database, at - ATTEMPTS_STAY_MS);
  await removeFlowsBefore(database, at);
  await removeFencesBefore(database, at - FENCES_STAY_MS);
  await removeSettledBefore(database, at - MAIL_STAYS_MS);
}

/** Without a setting no activity may be deleted, not even by mistake. */
async function letActivityGo(
  database: Database,
  at: number,
  retentionMs: number | null,
  goesOn: () => boolean,
): Promise<void> {
  await keepActivityFrom(database, retentionMs === null ? null : at - retentionMs);
  if (retentionMs === null) return;
  while (goesOn() && (await removeActivity(database, at - retentionMs, AT_ONCE)) === AT_ONCE);
}
