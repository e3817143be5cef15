import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { rows } from "../factories/rows.ts";
import { scenario } from "../factories/scenario.ts";

const MIGRATION = "dotted_capital_i";

test("who was folded while İ stayed İ is found by istanbul", async () => {
  const { token, member } = await scenario().withOrganization().withMember().withToken().written();
  await env.DB.prepare("UPDATE token SET name_folded = 'İSTANBUL' WHERE id = ?").bind(token.row.id).run();
  await env.DB.prepare("UPDATE membership SET folded = 'ALİ' || char(10) || 'A@B.EXAMPLE' WHERE user_id = ?")
    .bind(member.user.id)
    .run();
  const queries = env.MIGRATIONS.filter(({ name }) => name.includes(MIGRATION)).flatMap((one) => one.queries);
  await env.DB.batch(queries.map((query) => env.DB.prepare(query)));
  expect(await rows("SELECT name_folded, owner_folded FROM token WHERE id = ?", token.row.id)).toEqual([
    { name_folded: "ISTANBUL", owner_folded: "ALI\nA@B.EXAMPLE" },
  ]);
  expect(await rows("SELECT rowid FROM token_search WHERE token_search MATCH '\"ISTANBUL\"'")).toHaveLength(
    1,
  );
});
