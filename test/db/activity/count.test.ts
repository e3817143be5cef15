import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { countActivity } from "../../../db/activity/list.ts";
import { connect } from "../../../db/connect.ts";
import { MOST_COUNTED } from "../../../worker/domain/counted.ts";
import { NTH } from "../../factories/many-tokens.ts";
import { rows } from "../../factories/rows.ts";
import { scenario } from "../../factories/scenario.ts";
import { counting } from "../../world/counting.ts";

test("of 5,000 entries at most 1,001 are read, of one person's twice as many, twice", async () => {
  const { organization, member } = await scenario().withOrganization().withMember().written();
  await rows(
    `INSERT INTO activity (id, organization_id, actor_user_id, subject_user_id, action, detail, at)
     ${NTH} SELECT printf('act_%05d', n), ?2, ?3, ?3, 'group.defined', '{"name":"EMEA"}', n FROM nth`,
    5_000,
    organization.id,
    member.user.id,
  );
  const counted = async (userId?: string) => {
    const { d1, counter } = counting(env.DB);
    return {
      ...(await countActivity(connect(d1), organization.id, { userId, most: MOST_COUNTED })),
      read: counter.read,
    };
  };
  const thousand = { count: 1_000, more: true };
  expect(await counted()).toEqual({ ...thousand, read: 1_001 });
  const { read, ...theirs } = await counted(member.user.id);
  expect(theirs).toEqual(thousand);
  expect(read).toBeLessThanOrEqual(4_010);
});
