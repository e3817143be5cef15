import { batch } from "../../db/connect.ts";
import { superuserAddresses } from "../../db/mail/expiry-notices.ts";
import { mailsOfTheDay, writeMailOfTheDay } from "../../db/mail/mail-of-the-day.ts";
import {
  forgetIdle,
  type IdlePiece,
  type IdlePlace,
  type IdleToken,
  idleTokensToldBy,
  idleTokensToTell,
  idleWalksDue,
  isStillIdle,
  keepIdleWalk,
  tellIdle,
  type WarnedToken,
} from "../../db/policy/idle-tokens.ts";
import { suspendToken } from "../../db/tokens/suspension.ts";
import { SYSTEM } from "../change/authorize.ts";
import { commit } from "../change/commit.ts";
import { DAY_MS } from "../domain/durations.ts";
import type { Notice } from "../domain/notices.ts";
import { IDLE_WARNING_MS } from "../domain/policies/lifetime.ts";
import { displayPrefix } from "../domain/tokens/token.ts";
import type { Ground } from "./ground.ts";
import { MAIL_WAITS_MS, withTokens } from "./mail-of-the-day.ts";

/** So many tokens are looked at for idle ones in one piece, and so many owners are told, or tokens suspended. */
const LOOKED_AT = 300;
const OWNERS_AT_ONCE = 20;
const SUSPENDED_AT_ONCE = 20;

type Idle = Extract<Notice, { kind: "tokens-idle" }>;

/** Where the policy says so: who looks after an idle token is told, and a week later it is suspended if it still is. */
export async function suspendIdle(ground: Ground): Promise<void> {
  const at = ground.now();
  await tellOfIdle(ground, at);
  await suspendTold(ground, at);
}

/**
 * Looks once a day along the tokens of each organization. Where a piece ends is kept: a run that is stopped loses none,
 * and no organization waits for ever behind a large one.
 */
async function tellOfIdle(ground: Ground, at: number): Promise<void> {
  for (const walk of await idleWalksDue(ground.database, at - (at % DAY_MS))) {
    const begunAt = walk.after === null ? at : (walk.begunAt ?? at);
    let after = walk.after;
    do {
      if (!ground.mayAskMore()) return;
      const found = await idleTokensToTell(ground.database, { ...walk, after }, at, LOOKED_AT);
      const piece = upTo(OWNERS_AT_ONCE, found);
      for (const some of Map.groupBy(piece.idle, ({ userId }) => userId).values())
        await tell(ground, some, at);
      after = piece.after;
      await keepIdleWalk(ground.database, { organizationId: walk.organizationId, begunAt, after });
    } while (after !== null);
  }
}

/** What is of so many owners; the walk goes on behind the last token of theirs. */
function upTo(mostOwners: number, { idle, after }: IdlePiece): IdlePiece {
  const owners = new Set<string>();
  const end = idle.findIndex(({ userId }) => owners.add(userId).size > mostOwners);
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

/** Of one owner, in one mail a day: whoever was sent today's hears of the rest by tomorrow's walk. */
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

/** These tokens beside those that the mail names so far: none is suspended before the time that it says. */
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

/** One that is used at this moment is not idle any more. */
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
