import { env } from "cloudflare:workers";
import { expect, test, vi } from "vitest";
import { isolate } from "../factories/isolate.ts";
import { emptyStorage } from "../world/empty-storage.ts";
import { everyQuery } from "./everything.ts";
import { insertCaller, newCaller } from "./traffic.ts";

interface Told {
  result?: unknown;
  error?: { data: { httpStatus: number; path: string; reason: string } };
}

/** `npm run upgrades` asks everything that way, mutations included. */
test("on every schema before its own each page is answered, or told that migrations are lacking", async () => {
  vi.spyOn(console, "log").mockImplementation(() => {});
  await emptyStorage(env);
  const caller = newCaller("ada");
  const riddles: string[] = [];
  const answered: number[] = [];
  for (const [schema, { queries }] of env.MIGRATIONS.entries()) {
    const answers = await Promise.all(everyQuery(isolate(), caller));
    const told = (await Promise.all(answers.map((answer) => answer.json<Told | Told[]>()))).flat();
    answered.push(told.filter(({ result }) => result).length);
    for (const { data } of told.flatMap(({ error }) => error ?? [])) {
      if (data.httpStatus >= 500 && data.reason !== "database-schema")
        riddles.push(`schema ${schema}, ${data.path}: ${data.reason}`);
    }
    await env.DB.batch(queries.map((query) => env.DB.prepare(query)));
    if (schema === 0) await insertCaller(env.DB, caller);
  }
  expect(riddles).toEqual([]);
  expect(answered[0]).toBe(0);
  expect(answered.at(-1)).toBeGreaterThan(10);
});
