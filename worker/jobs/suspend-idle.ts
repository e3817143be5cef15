import { batch } from "../../db/connect.ts";
import { superuserAddresses } from "../../db/mail/expiry-notices.ts";
import { mailsOfTheDay, writeMailOfTheDay } from "../../db/mail/mail-of-the-day.ts";
import { isStillIdle } from "../../db/policy/conditions-sql.ts";
import {
  forgetIdle,
  type IdlePiece,
  type IdleToken,
  idleTokensToldBy,
  idleTokensToTell,
  idleWalksDue,
  keepIdleWalk,
  tellIdle,
  type WarnedToken,
} from "../../db/policy/idle-tokens.ts";
import type { IdlePlace } from "../../db/policy/idle-walk.ts";
import { suspendToken } from "../../db/tokens/suspension.ts";
import { SYSTEM } from "../change/authorize.ts";
import { commit } from "../change/commit.ts";
import { DAY_MS } from "../domain/durations.ts";
import type { Notice } from "../domain/notices.ts";
import { IDLE_WARNING_MS } from "../domain/policies/lifetime.ts";
import { displayPrefix } from "../domain/tokens/token.ts";
import type { Ground } from "./ground.ts";
import { MAIL_WAITS_MS, withTokens } from "./mail-of-the-day.ts";

/** How many tokens one piece checks, and how many owners it tells or tokens it suspends. */
const LOOKED_AT = 300;
const OWNERS_AT_ONCE = 20;
const SUSPENDED_AT_ONCE = 20;

type Idle = Extract<Notice, { kind: "tokens-idle" }>;

/**
 * If the policy says so, tells those who look after an idle token, and suspends it a week later if it is still idle.
 */
export async function suspendIdle(ground: Ground): Promise<void> {
  const at = ground.now();
  await tellOfIdle(ground, at);
  await suspendTold(ground, at);
}

/**
 * Walks through each organization's tokens once a day. The end of each piece is stored, so a stopped run misses none,
 * and no organization waits long behind a large one.
 */
async function tellOfIdle(ground: Ground, at: number): Promise<void> {
  for (const walk of await idleWalksDue(ground.database, at - (at % DAY_MS))) {
    const begunAt = walk.after === null ? at : (walk.begunAt ?? at);
    let after = walk.after;
    do {
      if (!ground.mayAskMore()) return;
      const found = await idleTokensToTell(ground.database, { ...walk, after }, at, LOOKED_AT);
      const piece = ofFewOwners(found);
      for (const some of Map.groupBy(piece.idle, ({ userId }) => userId).values())
        await tell(ground, some, at);
      after = piece.after;
      await keepIdleWalk(ground.database, { organizationId: walk.organizationId, begunAt, after });
    } while (after !== null);
  }
}

/** The tokens of the first owners in a piece; the walk goes on after the last of them. */
function ofFewOwners({ idle, after }: IdlePiece): IdlePiece {
  const owners = new Set<string>();
  const end = idle.findIndex(({ userId }) => owners.add(userId).size > OWNERS_AT_ONCE);
  return end === -1 ? { idle, after } : { idle: idle.slice(0, end), after: idle[end - 1] as IdlePlace };
}

async function suspendTold(ground: Ground, at: number): Promise<void> {
  let warned: WarnedToken[];
  do {
    if (!ground.mayAskMore()) return;
    warned = await idleTokensToldBy(ground.database, at - IDLE_WARNING_MS, at, SUSPENDED_AT_ONCE);
    for (const token of warned.filter(({ isStillIdle }) => isStillIdle)) await suspend(ground, token, at);
    if (warned.length > 0) await batch(ground.database, [forgetIdle(warned.map(({ id }) => id))]);
  } while (warned.length === SUSPENDED_AT_ONCE);
}

/** One owner's tokens, in one mail a day: an owner who was sent today's is told of the rest tomorrow. */
async function tell(ground: Ground, tokens: IdleToken[], at: number): Promise<void> {
  const { database } = ground;
  const [{ organizationId, address, ownerKind, userId }] = tokens as [IdleToken];
  const recipients = address === null ? await superuserAddresses(database, organizationId) : [address];
  const daily = {
    organizationId,
    kind: "tokens-idle",
    serviceUserId: ownerKind === "service" ? userId : null,
    dayStart: at - (at % DAY_MS),
  } as const;
  const before = await mailsOfTheDay(database, recipients, daily);
  if ([...before.values()].some(({ attempts }) => attempts > 0)) return;
  const mail = recipients.flatMap((recipient) => {
    const waiting = before.get(recipient) ?? null;
    const notice = noticeOf(ground, tokens, at, waiting?.notice ?? null);
    return writeMailOfTheDay({ recipient, notice, waiting }, daily, { at, sendAt: at + MAIL_WAITS_MS });
  });
  await tellIdle(database, tokens, mail, at);
}

/** Adds these tokens to those that the mail names: none is suspended before the time in the mail. */
function noticeOf(
  { settings, origin }: Ground,
  tokens: IdleToken[],
  at: number,
  before: string | null,
): Idle {
  const [{ organizationName, mayOpen, ownerKind, ownerName, userId }] = tokens as [IdleToken];
  const known = before === null ? null : (JSON.parse(before) as Idle);
  const named = tokens.map(({ id, name, lastUsedAt }) => ({
    name,
    prefix: displayPrefix(id, settings.tokenPrefix),
    lastUsedAt,
  }));
  return {
    kind: "tokens-idle",
    organization: organizationName,
    serviceUser: ownerKind === "service" ? { id: userId, name: ownerName, mayOpen: mayOpen === 1 } : null,
    ...withTokens(known, named),
    suspendedFrom: known?.suspendedFrom ?? at + IDLE_WARNING_MS,
    origin,
  };
}

/** A token that is used at this moment is no longer idle. */
async function suspend(ground: Ground, token: IdleToken, at: number): Promise<void> {
  const { id, name, organizationId, userId, ownerName } = token;
  await commit(ground, {
    authority: SYSTEM,
    effect: "neither",
    at,
    expects: isStillIdle(id, at),
    change: suspendToken(id, { at, until: null, by: "policy" }),
    activity: [
      {
        action: "token.suspended",
        detail: { until: null, by: "policy" },
        organizationId,
        actor: null,
        subject: { id: userId, name: ownerName },
        token: { id, name },
        at,
      },
    ],
  });
}
