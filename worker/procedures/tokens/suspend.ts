import * as z from "zod";
import { findKeptToken, type KeptToken, type TokenKey } from "../../../db/rotation.ts";
import { isSuspendedSince, resumeToken, suspendToken } from "../../../db/suspension.ts";
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
import type { Runtime } from "../../verification/runtime.ts";
import { ownTokensProcedure } from "../guards.ts";
import type { Asker } from "./rotate.ts";

export const suspensionFields = { id: tokenIdSchema, until: timeSchema.nullish() };

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

/** Whose token is suspended or resumed, and as whom; an administrator's doing is told to the owner by mail. */
export type Suspending = {
  key: TokenKey;
  id: string;
  by: Exclude<SuspendedBy, "policy">;
  ownerName?: (kept: KeptToken) => Promise<string>;
  mail?: (kept: KeptToken) => Promise<Mail[]>;
};

/**
 * The token is not honoured until then, or until somebody resumes it.
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
  const { changed } = await commit(runtime, {
    ...asker,
    effect: "narrows",
    at,
    expects: isSuspendedSince(id, kept.suspension),
    change: suspendToken(id, { at, until, by }),
    mail: await suspending.mail?.(kept),
    activity: [
      {
        action: "token.suspended",
        detail: { until, by },
        ...(await subjectOf(asker, suspending, kept)),
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
  const { changed } = await commit(runtime, {
    ...asker,
    effect: "widens",
    at,
    expects: isSuspendedSince(suspending.id, kept.suspension),
    change: resumeToken(suspending.id, at),
    mail: await suspending.mail?.(kept),
    activity: [{ action: "token.resumed", detail: {}, ...(await subjectOf(asker, suspending, kept)), at }],
  });
  if (!changed) throw new Refusal("token-changed");
}

async function keptOf({ database }: Runtime, { key, id, by }: Suspending, at: number): Promise<KeptToken> {
  const kept = await findKeptToken(database, key, id);
  if (!kept) throw new Refusal("token-unknown");
  demand(by === "administrator" || mayChangeOwnSuspension(kept.suspension, at), "suspended-by-administrator");
  return kept;
}

async function subjectOf({ actor }: Asker, { key, ownerName }: Suspending, kept: KeptToken) {
  return {
    organizationId: key.organizationId,
    actor,
    subject: { id: kept.userId, name: (await ownerName?.(kept)) ?? actor.name },
    token: { id: kept.id, name: kept.name },
  };
}
