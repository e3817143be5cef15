import * as z from "zod/mini";
import { findKeptToken, type KeptToken, type TokenKey } from "../../../db/tokens/rotation.ts";
import { isSuspendedSince, resumeToken, suspendToken } from "../../../db/tokens/suspension.ts";
import { commit } from "../../change/commit.ts";
import { demand, Refusal } from "../../domain/errors.ts";
import type { Mail } from "../../domain/notices.ts";
import { timeSchema } from "../../domain/times.ts";
import {
  isSuspended,
  latestResumption,
  mayChangeOwnSuspension,
  type SuspendedBy,
} from "../../domain/tokens/suspension.ts";
import { tokenIdSchema } from "../../domain/tokens/token-id.ts";
import { ownTokensProcedure } from "../guards.ts";
import type { Runtime } from "../runtime.ts";
import type { Asker } from "./rotate.ts";

export const suspensionFields = { id: tokenIdSchema, until: z.nullish(timeSchema) };

const input = z.strictObject(suspensionFields);

export const suspend = ownTokensProcedure
  .input(input)
  .mutation(async ({ ctx: { runtime, actor, authority }, input: { id, until = null } }) => {
    const { user, organization } = actor.member;
    const suspending = {
      key: { organizationId: organization.id, userId: user.id },
      id,
      by: "owner" as const,
    };
    await suspendKept(runtime, { authority, actor: user }, suspending, until);
    return { id };
  });

/** Whose token is suspended or resumed, and by whom. */
export type Suspending = {
  key: TokenKey;
  id: string;
  by: Exclude<SuspendedBy, "policy">;
  /** If somebody else than the owner asks: their name, and the mail to the owner. */
  owner?: (kept: KeptToken) => Promise<{ name: string; mail: Mail[] }>;
};

/**
 * Suspends the token until then, or until somebody resumes it.
 * @throws Refusal `token-unknown`, `token-not-live` once it has expired, `until-past`, `until-too-far`,
 * `suspended-by-administrator`
 */
export async function suspendKept(
  runtime: Runtime,
  asker: Asker,
  suspending: Suspending,
  until: number | null,
): Promise<void> {
  const at = runtime.now();
  demand(until === null || until > at, "until-past", { field: "until" });
  demand(until === null || until <= latestResumption(at), "until-too-far", { field: "until" });
  const kept = await keptOf(runtime, suspending, at);
  demand((kept.expiresAt ?? Number.POSITIVE_INFINITY) > at, "token-not-live");
  const { id, by } = suspending;
  const owner = await suspending.owner?.(kept);
  const { changed } = await commit(runtime, {
    authority: asker.authority,
    effect: "narrows",
    at,
    expects: isSuspendedSince(id, kept.suspension),
    change: suspendToken(id, { at, until, by }),
    mail: owner?.mail,
    activity: [
      {
        action: "token.suspended",
        detail: { until, by },
        ...subjectOf(asker, suspending, kept, owner),
        at,
      },
    ],
  });
  if (!changed) throw new Refusal("token-changed");
}

/** @throws Refusal `token-unknown`, `suspended-by-administrator` */
export async function resumeKept(runtime: Runtime, asker: Asker, suspending: Suspending): Promise<void> {
  const at = runtime.now();
  const kept = await keptOf(runtime, suspending, at);
  if (!isSuspended(kept.suspension, at)) return;
  const owner = await suspending.owner?.(kept);
  const { changed } = await commit(runtime, {
    authority: asker.authority,
    effect: "widens",
    at,
    expects: isSuspendedSince(suspending.id, kept.suspension),
    change: resumeToken(suspending.id, at),
    mail: owner?.mail,
    activity: [{ action: "token.resumed", detail: {}, ...subjectOf(asker, suspending, kept, owner), at }],
  });
  if (!changed) throw new Refusal("token-changed");
}

async function keptOf({ database }: Runtime, { key, id, by }: Suspending, at: number): Promise<KeptToken> {
  const kept = await findKeptToken(database, key, id);
  if (!kept) throw new Refusal("token-unknown");
  demand(by === "administrator" || mayChangeOwnSuspension(kept.suspension, at), "suspended-by-administrator");
  return kept;
}

function subjectOf({ actor }: Asker, { key }: Suspending, kept: KeptToken, owner?: { name: string }) {
  return {
    organizationId: key.organizationId,
    actor,
    subject: { id: kept.userId, name: owner?.name ?? actor.name },
    token: { id: kept.id, name: kept.name },
  };
}
