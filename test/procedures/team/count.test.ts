import { expect, test } from "vitest";
import { rows } from "../../factories/rows.ts";
import { team } from "../../factories/team.ts";

test("as many are counted as the caller sees, searched or not", async () => {
  const { superuser, member, stranger, users } = await team();
  const count = async (rpc: typeof member, q?: string) => {
    const { count, more } = await rpc.team.count.query({ q });
    expect(more).toBe(false);
    expect((await rpc.team.list.query({ q })).items).toHaveLength(count);
    return count;
  };
  expect(await count(superuser)).toBe(3);
  expect(await count(superuser, "MEI")).toBe(1);
  expect(await count(superuser, "zzz")).toBe(0);
  // A member without a group sees only themself; others see those who share a group.
  expect(await count(member)).toBe(1);
  expect(await count(member, "okafor")).toBe(0);
  const groups = '["EMEA"]';
  for (const { id } of [users.member, users.bot, users.stranger])
    await rows("UPDATE membership SET visibility_groups = ? WHERE user_id = ?", groups, id);
  expect(await count(member)).toBe(2);
  expect(await count(member, "bot")).toBe(1);
  expect(await count(stranger)).toBe(1);
});

test("without input all are counted", async () => {
  const { superuser } = await team();
  expect(await superuser.team.count.query()).toEqual({ count: 3, more: false });
});
