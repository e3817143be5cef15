import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { isolate } from "../factories/isolate.ts";
import { NTH } from "../factories/many-tokens.ts";
import { rows } from "../factories/rows.ts";
import { scenario } from "../factories/scenario.ts";
import { watchedDatabase } from "../factories/watched.ts";

const MANY = 5_000;

async function withActivity() {
  const { organization, members } = await scenario()
    .withOrganization()
    .withMember({ role: "master_admin" })
    .withMember({ role: "superuser" })
    .written();
  await rows(
    `INSERT INTO activity (id, organization_id, actor_name, action, detail, at)
     ${NTH} SELECT printf('%s_%06d', ?2, n), ?2, 'Mei Tanaka', 'group.defined', '{"name":"EMEA"}', n FROM nth`,
    MANY,
    organization.id,
  );
  const [, superuser] = members;
  return {
    email: superuser?.user.email ?? "",
    password: superuser?.password ?? "",
    userId: superuser?.user.id,
  };
}

test("asks D1 for thousands of rows at a time: 200,000 are no end", async () => {
  const { email, password } = await withActivity();
  const { database, trips } = watchedDatabase(env.DB);
  const client = await isolate({ DB: database }).signedIn(email, password);
  const before = trips.length;
  const lines = (await (await client.fetch("/export/activity.ndjson")).text()).trim().split("\n");
  expect(lines.length).toBeGreaterThanOrEqual(MANY);
  // D1 answers 1,000 questions per invocation: 200,000 rows must take fewer.
  expect((200_000 / lines.length) * (trips.length - before)).toBeLessThan(1_000);
});

test.each([
  [
    "a session that ends",
    "DELETE FROM token WHERE kind = 'session' AND user_id = ?",
    /session has ended|Sign in/,
  ],
  ["a role that is taken", "UPDATE membership SET role = 'member' WHERE user_id = ?", /administrators/],
])("%s while it streams reads no further, and the file says so", async (_, end, why) => {
  const { email, password, userId } = await withActivity();
  let pages = 0;
  let ended = Promise.resolve<unknown>(null);
  const { database } = watchedDatabase(env.DB, async (sql) => {
    if (sql.includes("FROM activity") && ++pages === 1) ended = rows(end, userId);
    await ended;
  });
  const client = await isolate({ DB: database }).signedIn(email, password);
  const text = await (await client.fetch("/export/activity.ndjson")).text();
  const lines = text.trim().split("\n");
  expect(lines.length).toBeLessThan(MANY);
  expect(JSON.parse(lines.at(-1) ?? "")).toEqual({
    action: "export.cut",
    sentence: expect.stringMatching(why),
  });
});
