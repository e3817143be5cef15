import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { connect } from "../../db/connect.ts";
import type { MemberKey } from "../../db/tokens/tokens.ts";
import { gather } from "../../db/uses/gather.ts";
import { DAY_MS } from "../../worker/domain/durations.ts";
import { jobs } from "../../worker/jobs/schedule.ts";
import { isolate } from "../factories/isolate.ts";
import { manyTokens } from "../factories/many-tokens.ts";
import { rows } from "../factories/rows.ts";
import { scenario } from "../factories/scenario.ts";
import { counting } from "../world/counting.ts";

const NOON = Date.parse("2026-11-22T12:00:00Z");
const day = (nth: number) => NOON + nth * DAY_MS;

const writeTokens = (owner: MemberKey, tokens: Parameters<typeof manyTokens>[1]) =>
  rows(...manyTokens(owner, { createdAt: day(-1), ...tokens }));

test("what Cron runs reads no more rows where thousands of tokens are at rest", async () => {
  const { d1, counter } = counting(env.DB);
  const { cronRuntime } = isolate({ DB: d1 });
  const { member } = await scenario().withOrganization().withMember().written();
  const owner = { organizationId: member.organizationId, userId: member.user.id };

  /** Makes three of everything that Cron works on; returns the rows read until it is done. */
  const rowsRead = async (nth: number) => {
    await writeTokens(owner, {
      prefix: `idl${nth}`,
      howMany: 3,
      kind: "session",
      createdAt: day(-8),
      expiresAt: day(22),
    });
    await writeTokens(owner, { prefix: `end${nth}`, howMany: 3, createdAt: day(-99), expiresAt: day(-90) });
    await writeTokens(owner, { prefix: `use${nth}`, howMany: 3 });
    const uses = await rows<{ id: string }>("SELECT id FROM token WHERE id LIKE ?", `use${nth}%`);
    const use = { method: "GET", path: "/" };
    await gather(connect(env.DB), { uses: uses.map(({ id }) => ({ id, at: day(-1), use })) });
    const before = counter.read;
    const all = Object.values(jobs(async () => {})).flatMap((named) => Object.values(named));
    for (const job of all) await job({ ...cronRuntime(), now: () => NOON });
    expect(await rows("SELECT id FROM token WHERE kind = 'session' OR expires_at < ?", NOON)).toEqual([]);
    expect(await rows("SELECT id FROM token WHERE use_marked_at IS NOT NULL")).toEqual([]);
    return counter.read - before;
  };

  const few = await rowsRead(1);
  await writeTokens(owner, { prefix: "rest", howMany: 5_000 });
  await writeTokens(owner, { prefix: "long", howMany: 5_000, expiresAt: day(20) });
  expect(await rowsRead(2)).toBeLessThanOrEqual(few + 10);
});
