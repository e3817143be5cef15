import {
  type ExpiringToken,
  expiriesToTell,
  mailOfTheDay,
  superuserAddresses,
  tellExpiries as write,
} from "../../db/expiry-notices.ts";
import { lastUseOf } from "../../db/token-life.ts";
import { DAY_MS, MINUTE_MS } from "../domain/durations.ts";
import type { Notice } from "../domain/notices.ts";
import { dayOf, expiryNoticeDue } from "../domain/tokens/expiry-notice.ts";
import { displayPrefix } from "../domain/tokens/token.ts";
import type { Ground as Jobs } from "./ground.ts";

const AT_ONCE = 500;

/**
 * What is left after so many owners that were told, or that could have been, the next run goes on with: D1 takes 1,000
 * questions an invocation, from all jobs together.
 */
const MOST_TOLD = 150;
const MOST_LOOKED_AT = 400;

/** A mail waits for so long after what was last added to it: a person gets one a day. */
const MAIL_WAITS_MS = 15 * MINUTE_MS;

/** A mail names so many tokens, and counts the others. */
const MOST_NAMED = 500;

type Expiring = Extract<Notice, { kind: "tokens-expiring" }>;
type Ground = Pick<Jobs, "database" | "now" | "settings" | "origin">;

/**
 * Tells owners that their API tokens expire: each threshold once, in one mail a day and organization. Whoever was
 * sent today's mail already hears of the rest tomorrow.
 */
export async function tellExpiries(ground: Ground): Promise<void> {
  const at = ground.now();
  const superusers = remembered((organizationId) => superuserAddresses(ground.database, organizationId));
  let tokens: ExpiringToken[];
  let last: ExpiringToken | null = null;
  let [told, lookedAt] = [0, 0];
  do {
    tokens = await expiriesToTell(ground.database, dayOf(at), last, AT_ONCE);
    for (const some of Map.groupBy(
      tokens,
      ({ organizationId, userId }) => `${organizationId} ${userId}`,
    ).values()) {
      if (told === MOST_TOLD || lookedAt === MOST_LOOKED_AT) return;
      lookedAt++;
      if (await tellOwner(ground, some, at, superusers)) told++;
    }
    last = tokens.at(-1) ?? null;
  } while (tokens.length === AT_ONCE);
}

/** Tokens of one owner. False where they are told another day, or by another run. */
async function tellOwner(
  ground: Ground,
  tokens: ExpiringToken[],
  at: number,
  superusers: (organizationId: string) => Promise<string[]>,
): Promise<boolean> {
  const [{ organizationId, address, isOver }] = tokens as [ExpiringToken];
  const kind = "tokens-expiring";
  const dayStart = dayOf(at) * DAY_MS;
  const told = isOver ? [] : tokens;
  const addresses = address === null ? await superusers(organizationId) : [address];
  const mail = [];
  for (const recipient of told.length === 0 ? [] : addresses) {
    const waiting = await mailOfTheDay(ground.database, { recipient, organizationId, kind }, dayStart);
    if (waiting && waiting.attempts > 0) return false;
    mail.push({ recipient, notice: noticeOf(ground, told, waiting?.notice ?? null), waiting });
  }
  return write(ground.database, {
    organizationId,
    tokens: tokens.map((token) => ({ ...token, threshold: expiryNoticeDue(token, at) as number })),
    mail,
    at,
    dayStart,
    sendAt: at + MAIL_WAITS_MS,
  });
}

/** These tokens beside those that the mail names so far. */
function noticeOf({ settings, origin }: Ground, tokens: ExpiringToken[], before: string | null): Expiring {
  const [first] = tokens as [ExpiringToken];
  const known = before === null ? null : (JSON.parse(before) as Expiring);
  const named = [
    ...(known?.tokens ?? []),
    ...tokens.map((token) => ({
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
    })),
  ];
  return {
    kind: "tokens-expiring",
    organization: first.organizationName,
    tokens: named.slice(0, MOST_NAMED),
    others: (known?.others ?? 0) + Math.max(0, named.length - MOST_NAMED),
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
