import { env } from "cloudflare:workers";
import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { expect, test } from "vitest";
import { connect } from "../../db/connect.ts";
import { reasonOfDatabase } from "../../db/database-failure.ts";

test("a column that the schema lacks is told as that, and never read as a text of its own name", async () => {
  const ofTomorrow = sqliteTable("organization", { novelty: text().notNull() });
  const asked = connect(env.DB).select().from(ofTomorrow);
  expect(await asked.catch(reasonOfDatabase)).toBe("database-schema");
});
