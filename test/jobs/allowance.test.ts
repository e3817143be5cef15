import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { deliverMail } from "../../worker/composition/runtime.ts";
import { DAY_MS } from "../../worker/domain/durations.ts";
import { jobs } from "../../worker/jobs/schedule.ts";
import { isolate } from "../factories/isolate.ts";
import { manyTokens, NTH } from "../factories/many-tokens.ts";
import { count, rows } from "../factories/rows.ts";
import { scenario } from "../factories/scenario.ts";
import { watchedDatabase } from "../factories/watched.ts";

/** How many questions of one invocation D1 answers. */
const MOST = 1_000;
const MANY = 500;

test("all jobs together ask D1 no more than one invocation may, and leave nothing for ever", async () => {
  const { organization } = await scenario().withOrganization().withMember().written();
  const { id } = organization;
  const now = Date.now();
  await rows("UPDATE organization SET max_idle_days = 60 WHERE id = ?", id);
  await rows(
    `INSERT INTO user (id, kind, created_at) ${NTH} SELECT printf('usr_many%08d', n), 'service', 0 FROM nth`,
    MANY,
  );
  await rows(
    `INSERT INTO membership (organization_id, user_id, name, role, permissions, visibility_groups, created_at, contact)
      ${NTH} SELECT ?2, printf('usr_many%08d', n), 'many', 'member', '[]', '[]', 0, printf('many%d@northwind.example', n) FROM nth`,
    MANY,
    id,
  );
  const first = { organizationId: id, userId: "usr_many00000001" };
  for (const terms of [
    { prefix: "soon", createdAt: now - 50 * DAY_MS, expiresAt: now + 6 * DAY_MS },
    { prefix: "idle", createdAt: now - 90 * DAY_MS },
    { prefix: "told", createdAt: now - 90 * DAY_MS },
  ]) {
    await rows(...manyTokens(first, { ...terms, howMany: MANY }));
    await rows(`UPDATE token SET user_id = 'usr_many' || substr(id, 5) WHERE id LIKE '${terms.prefix}%'`);
  }
  await rows("UPDATE token SET idle_notice_at = ? WHERE id LIKE 'told%'", now - 8 * DAY_MS);
  await rows(
    `INSERT INTO outbox (id, recipient, notice, created_at, next_attempt_at)
      ${NTH} SELECT printf('out_many%08d', n), printf('many%d@northwind.example', n), ?2, 1, 1 FROM nth`,
    MANY,
    JSON.stringify({
      kind: "token-resumed",
      organization: "Northwind",
      administrator: "Mara",
      token: { name: "CI", prefix: "lk_000000000000" },
      until: null,
    }),
  );

  const left = async () => ({
    toTell: await count("token WHERE id LIKE 'soon%' AND expiry_notice IS NULL"),
    idle: await count("token WHERE id LIKE 'idle%' AND idle_notice_at IS NULL"),
    toSuspend: await count("token WHERE id LIKE 'told%' AND suspended_at IS NULL"),
    mails: await count("outbox WHERE id LIKE 'out_many%' AND sent_at IS NULL"),
  });
  let runs = 0;
  for (; runs < 10 && Object.values(await left()).some((howMany) => howMany > 0); runs++) {
    let asked = 0;
    const { database } = watchedDatabase(env.DB, () => void asked++);
    const { cronRuntime } = isolate({ DB: database });
    const ground = cronRuntime();
    const all = jobs(() => deliverMail(ground, env, ground.mayAskMore))["* * * * *"] ?? {};
    await Promise.all(Object.values(all).map((job) => job(ground)));
    expect(asked).toBeLessThanOrEqual(MOST);
  }
  expect(await left()).toEqual({ toTell: 0, idle: 0, toSuspend: 0, mails: 0 });
  expect(runs).toBeGreaterThan(1);
});
