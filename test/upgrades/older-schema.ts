import type { D1Database } from "@cloudflare/workers-types";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import { overBinding } from "../../worker/commands/d1/binding.ts";
import { migrate, migrationNames } from "../../worker/commands/d1/migrations.ts";
import { asDeployed } from "../bench/subject.ts";
import { clientsOf } from "../world/clients.ts";
import { everything } from "./everything.ts";
import { insertCaller, newCaller } from "./traffic.ts";

/**
 * Asks a Worker every question, each as a different caller, on a schema with this many migrations. `riddles` are the
 * faults among its answers that do not say that the database lacks migrations.
 */
export async function askOn(schema: number, script: string): Promise<{ asked: number; riddles: string[] }> {
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      ...asDeployed("now", script, 0),
      // The built assets need no database.
      serviceBindings: { ASSETS: () => new Response() as never },
      handleStructuredLogs: () => {},
    }),
  );
  try {
    const { origin } = await miniflare.unsafeGetDirectURL("now");
    const database = (await miniflare.getD1Database("DB", "now")) as unknown as D1Database;
    await migrate(overBinding(database), migrationNames().slice(0, schema));
    const questions = everything(clientsOf({ origin, fetch }));
    const riddles: string[] = [];
    for (const [at, { name, ask }] of questions.entries()) {
      const caller = newCaller(`${at}`);
      if (schema > 0) await insertCaller(database, caller);
      const answer = await ask(caller);
      const words = await answer.text();
      const isTold = answer.status === 503 && /database-schema|schema-older|apply the migrations/.test(words);
      if (answer.status >= 500 && !isTold) riddles.push(`${name}: ${answer.status} ${words.slice(0, 300)}`);
    }
    return { asked: questions.length, riddles };
  } finally {
    await miniflare.dispose();
  }
}
