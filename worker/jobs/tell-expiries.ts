import type { ExpiringToken } from "../../db/mail/expiring-token.ts";
import { expiriesToTell, superuserAddresses, tellExpiries as write } from "../../db/mail/expiry-notices.ts";
import { mailsOfTheDay, type WaitingMail, writeMailOfTheDay } from "../../db/mail/mail-of-the-day.ts";
import { lastUseOf } from "../../db/tokens/life.ts";
import { DAY_MS } from "../domain/durations.ts";
import type { Notice } from "../domain/notices.ts";
import { dayOf, expiryNoticeDue } from "../domain/tokens/expiry-notice.ts";
import { displayPrefix } from "../domain/tokens/token.ts";
import type { Ground as Jobs } from "./ground.ts";
import { MAIL_WAITS_MS, withTokens } from "./mail-of-the-day.ts";

const AT_ONCE = 500;

type Expiring = Extract<Notice, { kind: "tokens-expiring" }>;
type Ground = Pick<Jobs, "database" | "now" | "settings" | "origin" | "mayAskMore">;

/**
 * Tells owners that their API tokens expire: each threshold once, in one mail per day and organization. An owner who
 * was sent today's mail is told of the rest tomorrow. The next run continues where a stopped one left off.
 */
export async function tellExpiries(ground: Ground): Promise<void> {
  const at = ground.now();
  const superusers = remembered((organizationId) => superuserAddresses(ground.database, organizationId));
  /** Organizations whose superusers were mailed. */
  const sent = new Set<string>();
  let tokens: ExpiringToken[];
  let last: ExpiringToken | null = null;
  do {
    tokens = await expiriesToTell(ground.database, dayOf(at), last, AT_ONCE);
    for (const some of Map.groupBy(
      tokens,
      ({ organizationId, userId }) => `${organizationId} ${userId}`,
    ).values()) {
      const [{ organizationId, address, isOver, isSentToday }] = some as [ExpiringToken];
      if (!isOver && (isSentToday || (address === null && sent.has(organizationId)))) continue;
      if (!ground.mayAskMore()) return;
      const isTold = await tellOwner(ground, some, at, superusers);
      if (!isTold && address === null) sent.add(organizationId);
    }
    last = tokens.at(-1) ?? null;
  } while (tokens.length === AT_ONCE && ground.mayAskMore());
}

/** Tells one owner. False if they are told another day or by another run. */
async function tellOwner(
  ground: Ground,
  tokens: ExpiringToken[],
  at: number,
  superusers: (organizationId: string) => Promise<string[]>,
): Promise<boolean> {
  const [{ organizationId, address, isOver }] = tokens as [ExpiringToken];
  const daily = {
    organizationId,
    kind: "tokens-expiring",
    serviceUserId: null,
    dayStart: dayOf(at) * DAY_MS,
  } as const;
  const addresses = isOver ? [] : address === null ? await superusers(organizationId) : [address];
  const before = isOver
    ? new Map<string, WaitingMail>()
    : await mailsOfTheDay(ground.database, addresses, daily);
  if ([...before.values()].some(({ attempts }) => attempts > 0)) return false;
  const mail = addresses.map((recipient) => {
    const waiting = before.get(recipient) ?? null;
    return { recipient, notice: noticeOf(ground, tokens, waiting?.notice ?? null), waiting };
  });
  return write(ground.database, {
    tokens: tokens.map((token) => ({ ...token, threshold: expiryNoticeDue(token, at) as number })),
    mail: mail.flatMap((one) => writeMailOfTheDay(one, daily, { at, sendAt: at + MAIL_WAITS_MS })),
  });
}

/** Adds these tokens to those that the mail names. */
function noticeOf({ settings, origin }: Ground, tokens: ExpiringToken[], before: string | null): Expiring {
  const [first] = tokens as [ExpiringToken];
  const known = before === null ? null : (JSON.parse(before) as Expiring);
  const named = tokens.map((token) => ({
    id: token.id,
    name: token.name,
    prefix: displayPrefix(token.id, settings.tokenPrefix),
    serviceUser:
      token.ownerKind === "service"
        ? { id: token.userId, name: token.ownerName, mayOpen: token.mayOpen }
        : null,
    expiresAt: token.expiresAt,
    lastUsedAt: token.lastUsedAt,
    lastUsed: lastUseOf(token.lastUsedMethod, token.lastUsedPath),
  }));
  return {
    kind: "tokens-expiring",
    organization: first.organizationName,
    ...withTokens(known, named),
    origin,
  };
}

function remembered<Value>(find: (key: string) => Promise<Value>): (key: string) => Promise<Value> {
  const found = new Map<string, Promise<Value>>();
  return (key) => {
    const value = found.get(key) ?? find(key);
    found.set(key, value);
    return value;
  };
}
