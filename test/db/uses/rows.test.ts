import { env } from "cloudflare:workers";
import fc from "fast-check";
import { expect, test } from "vitest";
import { connect } from "../../../db/connect.ts";
import { recordUses } from "../../../db/uses/rows.ts";
import { rows } from "../../factories/rows.ts";
import { scenario } from "../../factories/scenario.ts";

const database = connect(env.DB);
const get = (path: string) => ({ method: "GET", path });
const lastUseOf = async (id: string) =>
  (
    await rows(
      "SELECT last_used_at AS at, last_used_method AS method, last_used_path AS path FROM token WHERE id = ?",
      id,
    )
  )[0];

test("in whatever order the writes arrive, the latest use stays", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.integer({ min: 1, max: 1e12 }), { minLength: 1, maxLength: 6 }),
      async (times) => {
        const { token } = await scenario().withOrganization().withMember().withToken().written();
        for (const at of times) await recordUses(database, [{ id: token.id, at, use: get(`/at/${at}`) }]);
        const latest = Math.max(...times);
        expect(await lastUseOf(token.id)).toEqual({ at: latest, method: "GET", path: `/at/${latest}` });
      },
    ),
    { numRuns: 20 },
  );
});

test("at the same instant the first one stays", async () => {
  const { token } = await scenario().withOrganization().withMember().withToken().written();
  await recordUses(database, [{ id: token.id, at: 5, use: get("/first") }]);
  await recordUses(database, [{ id: token.id, at: 5, use: get("/second") }]);
  expect(await lastUseOf(token.id)).toMatchObject({ path: "/first" });
});

test("500 tokens are written by one statement, each with its own", async () => {
  let many = scenario().withOrganization().withMember();
  for (let made = 0; made < 500; made++) many = many.withToken();
  const { tokens } = await many.written();
  await recordUses(
    database,
    tokens.map(({ id }, at) => ({ id, at: at + 1, use: get(`/${at}`) })),
  );
  for (const at of [0, 250, 499]) {
    expect(await lastUseOf(tokens[at]?.id ?? "")).toEqual({ at: at + 1, method: "GET", path: `/${at}` });
  }
});

test("a token that is gone stays gone", async () => {
  await recordUses(database, [{ id: "000000000000", at: 1, use: get("/") }]);
  expect(await lastUseOf("000000000000")).toBeUndefined();
});

test("a path of emoji, quotes and line breaks is kept as it came", async () => {
  const { token } = await scenario().withOrganization().withMember().withToken().written();
  const path = `/"quoted" 'single' \\ 🔑 \n`;
  await recordUses(database, [{ id: token.id, at: 1, use: get(path) }]);
  expect(await lastUseOf(token.id)).toMatchObject({ path });
});
