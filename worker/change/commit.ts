import { type Batch, commitBatch, RECORDED_BEFORE } from "../../db/commit.ts";
import type { Unmet } from "../../db/demands.ts";
import type { Secret } from "../../db/tokens/due-tombstones.ts";
import type { Ended } from "../../db/tokens/revocations.ts";
import { type Reason, Refusal } from "../domain/errors.ts";
import type { Tombstone } from "../domain/revocation.ts";
import type { Ground as Verification } from "../verification/ground.ts";
import { publish } from "./publish-tombstones.ts";

/** What changes run on. */
export type Ground = Pick<Verification, "database" | "tombstones" | "fence" | "leases" | "defer"> & {
  /**
   * A token may do less than before, or nothing: to be called once that is committed. The answer then
   * waits until every lease that was given before has ended.
   */
  narrowed: () => void;
  /** Mail was queued: it is delivered right after the response, not only by the next run of Cron. */
  mailDue: () => void;
  /** A line for whoever runs Latchkey: never a secret, a path, a name or an address. */
  log: (event: string, facts: Record<string, string | number>) => void;
};

/** What a change does to what tokens and sessions may do. What does both narrows. */
export type Effect = "narrows" | "widens" | "neither";

export type Change = Batch & { effect: Effect };

/**
 * The one way to change anything: one batch that asks again who asks, changes, records and queues the mail, or does
 * nothing. Then the mail is sent, and what ended is dead in this isolate, and KV is told. What narrows is answered
 * only when no lease given before holds, whether this call did it or found it done. `changed` is false where there
 * was nothing to change, or where what the change stands on was no longer so.
 * @throws Refusal where the authority did not hold any more.
 */
export async function commit(
  ground: Ground,
  { effect, ...asked }: Change,
): Promise<{
  changed: boolean;
  ended: Ended[];
}> {
  const { unmet, ended } = await commitBatch(ground.database, asked, effect === "narrows");
  // Whoever is asked for a proof was told of no end: there is nothing to wait for.
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
    // Of very many, Cron tells KV: a run that removes their rows has no connections left for it.
    if (!("piece" in ends.selection)) tellKv(ground, secrets, { at, by: ends.by });
  }
  bury(ground, retires, { at, by: "rotation" });
  tellKv(ground, retires, { at, by: "rotation" });
  told(ground, asked, ended.length);
  if (asked.mail?.length || asked.ends?.notify || asked.tells?.notify) ground.mailDue();
  return { changed: true, ended };
}

/** Whoever runs Latchkey sees what happens, and not to whom. */
function told({ log }: Ground, { activity = RECORDED_BEFORE, ends }: Batch, ended: number): void {
  const recorded = typeof activity === "symbol" ? [] : activity;
  for (const { action, organizationId } of recorded) {
    log("activity", { action, organization: organizationId });
  }
  if (ends && ended > 0) log("tokens.ended", { by: ends.by, tokens: ended });
}

/** This isolate knows at once. */
function bury(ground: Ground, secrets: readonly Secret[], tombstone: Tombstone): void {
  for (const { hash } of secrets) {
    ground.tombstones.bury(hash, tombstone);
    ground.leases.end(hash.toHex());
  }
}

/** KV knows soon. */
function tellKv(ground: Ground, secrets: readonly Secret[], tombstone: Tombstone): void {
  if (secrets.length === 0) return;
  const due = secrets.map((secret) => ({ ...secret, ...tombstone }));
  ground.defer(publish(ground, due));
}

function refusalReason(unmet: Unmet, { credential, role }: Batch["authority"]): Reason | null {
  switch (unmet) {
    case "standing":
      return ENDED[credential.kind];
    case "role":
      return role === "master_admin" ? "master-admin-only" : "role-too-low";
    case "permission":
      return "tokens-personal-missing";
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
