import { isMailStuck, sizeOf } from "../../db/condition.ts";
import { lastRunOf } from "../../db/cron-runs.ts";
import { queueAlarm } from "../../db/mail/alarms.ts";
import { HOUR_MS, MINUTE_MS } from "../domain/durations.ts";
import { isLocalOrigin } from "../domain/local-origin.ts";
import type { Alarm } from "../domain/notices.ts";
import type { Ground } from "./ground.ts";

const CRON_IS_LATE_MS = 15 * MINUTE_MS;
const FULL_BYTES = 0.8 * 10e9;
const FEW_MAILS = 3;

/** How long an alarm is not repeated. */
const QUIET_MS = 7 * 24 * HOUR_MS;

/** Mails the Master Admins about problems that no page shows. */
export async function raiseAlarms(ground: Pick<Ground, "database" | "now" | "settings">): Promise<void> {
  const { database, now, settings } = ground;
  // In development Cron stops every night.
  if (settings.publicOrigin !== null && isLocalOrigin(settings.publicOrigin)) return;
  const at = now();
  const last = await lastRunOf(database, "* * * * *");
  if (last !== null && last < at - CRON_IS_LATE_MS) await raise(ground, "cron-stood", at);
  if (at % HOUR_MS >= MINUTE_MS) return;
  if ((await sizeOf(database)) >= FULL_BYTES) await raise(ground, "database-full", at);
  if (await isMailStuck(database, FEW_MAILS)) await raise(ground, "mail-stuck", at);
}

async function raise({ database }: Pick<Ground, "database">, what: Alarm, at: number): Promise<void> {
  await queueAlarm(database, what, at, at - QUIET_MS);
}
