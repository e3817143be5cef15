import type { SQL } from "drizzle-orm";
import type { Statement } from "../../db/connect.ts";
import type { Authority } from "../../db/demands.ts";
import type { Ending } from "../../db/tokens/ending.ts";
import { closeEnding, countTokensOf, endAllNow, nextEnding, openEnding } from "../../db/tokens/endings.ts";
import type { MemberKey } from "../../db/tokens/tokens.ts";
import type { Activity } from "../domain/activity/actions.ts";
import type { Ground as Verification } from "../verification/ground.ts";
import { SYSTEM } from "./authorize.ts";
import { commit, type Ground } from "./commit.ts";

/** How many tokens end in one batch. If there are more, their rows are removed afterwards, this many at a time. */
export const MOST_AT_ONCE = 1_000;

/** How long one run removes rows. */
const BUDGET_MS = 20_000;

type Now = Ground & Pick<Verification, "now">;

type Asked = {
  authority: Authority;
  member: MemberKey;
  memberName: string;
  by: "owner" | "administrator";
  actor: { id: string; name: string };
  at: number;
  notify?: Ending["notify"];
  /** The change that ends the tokens; left out if only the tokens end. */
  cause?: {
    change: Statement;
    activity: Activity;
    /** Whether the membership is removed, not just deactivated. */
    removesMember: boolean;
    /** The member is unchanged since it was read, and may go. */
    where: SQL | undefined;
    /** Statements that follow from the change. */
    consequences?: readonly Statement[];
  };
};

/**
 * Ends all sessions and API tokens of a member. If there are very many, one small batch makes every door refuse them;
 * rows, activities and tombstones follow in pieces.
 * @throws Refusal as `commit`
 */
export async function endAll(ground: Now, asked: Asked): Promise<{ changed: boolean; deleted: number }> {
  const { authority, member, by, actor, at, notify, cause } = asked;
  const count = await countTokensOf(ground.database, member, MOST_AT_ONCE + 1);
  if (count > MOST_AT_ONCE) return endVeryMany(ground, asked);
  const ends = { selection: member, by, actor, notify };
  const { changed, ended } = await commit(
    ground,
    cause
      ? {
          authority,
          effect: "narrows",
          at,
          ends,
          change: cause.change,
          activity: [cause.activity],
          consequences: cause.consequences,
        }
      : { authority, effect: "narrows", at, ends },
  );
  return { changed, deleted: ended.length };
}

async function endVeryMany(
  ground: Now,
  { authority, member, memberName, by, actor, at, notify, cause }: Asked,
): Promise<{ changed: boolean; deleted: number }> {
  const removesMember = cause?.removesMember ?? false;
  const deleted = await countTokensOf(ground.database, member, Number.MAX_SAFE_INTEGER);
  const allEnded: Activity = {
    action: "tokens.all-ended",
    detail: { tokens: deleted, by },
    organizationId: member.organizationId,
    actor,
    subject: { id: member.userId, name: memberName },
    token: null,
    at,
  };
  const { changed } = await commit(ground, {
    authority,
    effect: "narrows",
    at,
    change: endAllNow(member, { at, by, deactivates: cause !== undefined }, cause?.where),
    activity: cause ? [cause.activity, allEnded] : [allEnded],
    tells: notify && { selection: member, by, actor, notify },
    consequences: [...(cause?.consequences ?? []), openEnding(member, { by, actor, at, removesMember })],
  });
  if (changed) ground.defer(removeEndedRows(ground));
  return { changed, deleted: changed ? deleted : 0 };
}

/**
 * Removes the rows of tokens that have ended, each with its activity and tombstone, until the run's budget is spent.
 */
export async function removeEndedRows(ground: Now, mayAskMore = () => true): Promise<void> {
  const until = ground.now() + BUDGET_MS;
  while (ground.now() < until && mayAskMore()) {
    const open = await nextEnding(ground.database);
    if (!open) return;
    const { organizationId, userId, through, by, actorId, actorName, at } = open;
    const { changed } = await commit(ground, {
      authority: SYSTEM,
      effect: "neither",
      at,
      ends: {
        selection: { piece: { organizationId, userId, through, atMost: MOST_AT_ONCE } },
        by,
        actor: actorId === null ? null : { id: actorId, name: actorName ?? "" },
      },
    });
    if (!changed) await closeEnding(ground.database, open);
  }
}
