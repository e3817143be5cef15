import { type Batch, commitBatch, RECORDED_BEFORE } from "../../db/commit.ts";
import type { Unmet } from "../../db/demands.ts";
import type { Secret } from "../../db/tokens/due-tombstones.ts";
import type { Ended } from "../../db/tokens/ending.ts";
import { type Reason, Refusal } from "../domain/errors.ts";
import { LACKING } from "../domain/permissions.ts";
import type { Tombstone } from "../domain/revocation.ts";
import type { Ground as Verification } from "../verification/ground.ts";
import { publish } from "./publish-tombstones.ts";

/** What a change needs to run. */
export type Ground = Pick<Verification, "database" | "tombstones" | "fence" | "leases" | "defer"> & {
  /**
   * Marks the request as one that narrows a token; call it after the commit. The answer then waits until every lease
   * given before has ended.
   */
  narrowed: () => void;
  /** Delivers queued mail right after the response, instead of at the next run of Cron. */
  mailDue: () => void;
  /** Writes a line for the operator: never a secret, a path, a name or an address. */
  log: (event: string, facts: Record<string, string | number>) => void;
};

/** What a change does to what tokens and sessions may do. A change that does both counts as `narrows`. */
export type Effect = "narrows" | "widens" | "neither";

export type Change = Batch & { effect: Effect };

/**
 * The one way to change anything. One batch checks the authority again, makes the change, records it and queues the
 * mail, or does nothing. After it this isolate refuses what ended, KV is told and the mail is sent. The answer to a
 * change that narrows waits until no earlier lease holds, even if another call made the change. `changed` is false if
 * there was nothing to change, or if a condition of the change no longer held.
 * @throws Refusal if the authority no longer held.
 */
export async function commit(
  ground: Ground,
  { effect, ...asked }: Change,
): Promise<{
  changed: boolean;
  ended: Ended[];
}> {
  const { unmet, ended } = await commitBatch(ground.database, asked, effect === "narrows");
  // A caller who is asked for a proof has not been told of any end, so nothing has to wait.
  if (effect === "narrows" && unmet !== "proof") ground.narrowed();
  if (unmet !== null) {
    const reason = refusalReason(unmet, asked.authority);
    if (reason) throw new Refusal(reason);
    return { changed: false, ended };
  }
  const { at, ends, retires = [] } = asked;
  if (ends) {
    const secrets = ended.flatMap(({ id, hashes }) => hashes.map((hash) => ({ tokenId: id, hash })));
    bury(ground, secrets, { at, by: ends.by });
    // Cron tells KV when a run removes the rows of very many tokens: the run has no connections left for it.
    if (!("piece" in ends.selection)) tellKv(ground, secrets, { at, by: ends.by });
  }
  bury(ground, retires, { at, by: "rotation" });
  tellKv(ground, retires, { at, by: "rotation" });
  told(ground, asked, ended.length);
  if (asked.mail?.length || asked.ends?.notify || asked.tells?.notify) ground.mailDue();
  return { changed: true, ended };
}

/** The operator sees what happens, not to whom. */
function told({ log }: Ground, { activity = RECORDED_BEFORE, ends }: Batch, ended: number): void {
  const recorded = typeof activity === "symbol" ? [] : activity;
  for (const { action, organizationId } of recorded) {
    log("activity", { action, organization: organizationId });
  }
  if (ends && ended > 0) log("tokens.ended", { by: ends.by, tokens: ended });
}

function bury(ground: Ground, secrets: readonly Secret[], tombstone: Tombstone): void {
  for (const { hash } of secrets) {
    ground.tombstones.bury(hash, tombstone);
    ground.leases.end(hash.toHex());
  }
}

function tellKv(ground: Ground, secrets: readonly Secret[], tombstone: Tombstone): void {
  if (secrets.length === 0) return;
  const due = secrets.map((secret) => ({ ...secret, ...tombstone }));
  ground.defer(publish(ground, due));
}

function refusalReason(unmet: Unmet, { credential, role, permission }: Batch["authority"]): Reason | null {
  switch (unmet) {
    case "standing":
      return ENDED[credential.kind];
    case "role":
      return role === "master_admin" ? "master-admin-only" : "role-too-low";
    case "permission":
      return permission && LACKING[permission];
    case "proof":
      return "proof-stale";
    case "state":
    case "change":
      return null;
  }
}

const ENDED = {
  session: "session-ended",
  api: "token-ended",
  password: "credentials-wrong",
  link: "link-invalid",
  passkey: "passkey-refused",
  possession: null,
  system: null,
} as const satisfies Record<Batch["authority"]["credential"]["kind"], Reason | null>;
