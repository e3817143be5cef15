import { applyPolicies } from "../change/apply-policies.ts";
import { removeEndedRows } from "../change/end-all.ts";
import { publishDueTombstones } from "../change/publish-tombstones.ts";
import { endClosedSessions } from "./end-closed-sessions.ts";
import { endEarlierSecrets } from "./end-earlier-secrets.ts";
import { forgetNames } from "./forget-names.ts";
import type { Ground } from "./ground.ts";
import { keepReserve } from "./keep-reserve.ts";
import { mendRestore } from "./mend-restore.ts";
import { raiseAlarms } from "./raise-alarms.ts";
import { removeExpired } from "./remove-expired.ts";
import { settleUses } from "./settle-uses.ts";
import { suspendIdle } from "./suspend-idle.ts";
import { tellExpiries } from "./tell-expiries.ts";

type Job = (ground: Ground) => Promise<void>;

/** What Cron runs, by its expression in wrangler.toml and by name. Every job can run twice without harm. */
export function jobs(deliverMail: Job, backUp: Job = nothing): Record<string, Record<string, Job>> {
  return {
    "* * * * *": {
      raiseAlarms,
      removeEndedRows: (ground) => removeEndedRows(ground, ground.mayAskMore),
      applyPolicies: (ground) => applyPolicies(ground, ground.mayAskMore),
      forgetNames,
      suspendIdle,
      endEarlierSecrets,
      publishDueTombstones,
      mendRestore,
      tellExpiries,
      deliverMail,
      settleUses,
    },
    "17 3 * * *": { backUp, removeExpired, endClosedSessions, keepReserve },
  };
}

async function nothing(): Promise<void> {}
