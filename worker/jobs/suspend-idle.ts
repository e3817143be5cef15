import { batch } from "../../db/connect.ts";
import { superuserAddresses } from "../../db/expiry-notices.ts";
import {
  forgetIdle,
  type IdleToken,
  idleTokensToldBy,
  idleTokensToTell,
  liesIdle,
  organizationsThatSuspendIdle,
  tellIdle,
} from "../../db/idle-tokens.ts";
import { suspendToken } from "../../db/suspension.ts";
import { SYSTEM } from "../change/authorize.ts";
import { commit } from "../change/commit.ts";
import type { Notice } from "../domain/notices.ts";
import { IDLE_WARNING_MS } from "../domain/policies/lifetime.ts";
import { displayPrefix } from "../domain/tokens/token.ts";
import type { Ground } from "./ground.ts";

const AT_ONCE = 500;
const BUDGET_MS = 5 * 60_000;

/** Where the policy says so: who looks after an idle token is told, and a week later it is suspended if it still is. */
export async function suspendIdle(ground: Ground): Promise<void> {
  const at = ground.now();
  const isOver = () => ground.now() >= at + BUDGET_MS;
  for (const organization of await organizationsThatSuspendIdle(ground.database)) {
    let tokens: IdleToken[] = [];
    do {
      tokens = await idleTokensToTell(ground.database, organization, at, tokens.at(-1)?.seq ?? -1, AT_ONCE);
      for (const some of Map.groupBy(tokens, ({ userId }) => userId).values()) await tell(ground, some, at);
    } while (tokens.length > 0 && !isOver());
  }
  let warned: Awaited<ReturnType<typeof idleTokensToldBy>>;
  do {
    warned = await idleTokensToldBy(ground.database, at - IDLE_WARNING_MS, at, AT_ONCE);
    for (const token of warned.filter(({ isStillIdle }) => isStillIdle)) await suspend(ground, token, at);
    await batch(ground.database, [forgetIdle(warned.map(({ id }) => id))]);
  } while (warned.length === AT_ONCE && !isOver());
}

/** Of one owner. */
async function tell({ database, settings, origin }: Ground, tokens: IdleToken[], at: number): Promise<void> {
  const [{ organizationId, organizationName, address, mayOpen, ownerKind, ownerName, userId }] = tokens as [
    IdleToken,
  ];
  const notice: Notice = {
    kind: "tokens-idle",
    organization: organizationName,
    serviceUser: ownerKind === "service" ? { id: userId, name: ownerName, mayOpen: mayOpen === 1 } : null,
    tokens: tokens.map(({ id, name, lastUsedAt }) => ({
      name,
      prefix: displayPrefix(id, settings.tokenPrefix),
      lastUsedAt,
    })),
    suspendedFrom: at + IDLE_WARNING_MS,
    origin,
  };
  const recipients = address === null ? await superuserAddresses(database, organizationId) : [address];
  await tellIdle(
    database,
    tokens,
    recipients.map((recipient) => ({ recipient, notice })),
    at,
  );
}

/** One that is used at this moment is not idle any more. */
async function suspend(ground: Ground, token: IdleToken, at: number): Promise<void> {
  const { id, name, organizationId, userId, ownerName } = token;
  await commit(ground, {
    authority: SYSTEM,
    effect: "neither",
    at,
    expects: liesIdle(id, at),
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
