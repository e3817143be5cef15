import { migrationNames } from "../../worker/commands/d1/migrations.ts";
import { bundle } from "../bench/bundle.ts";
import { askOn } from "./older-schema.ts";
import { upgrade } from "./upgrade.ts";
import { commitBefore, hasWorker, workerAt } from "./worker-at.ts";

/**
 * `npm run upgrades`: for every committed migration, the Worker from before it runs while its schema becomes the
 * newest, then this checkout's Worker takes over. Fails if a request fails. This checkout's Worker is also asked
 * everything on each of those schemas: it must answer, or say that migrations are lacking.
 */
const now = await bundle();
let failed = 0;
for (const [schema, migration] of migrationNames().entries()) {
  const { asked, riddles } = await askOn(schema, now);
  report(`schema ${schema}, the Worker of now: ${asked} questions`, riddles);
  if (schema === 0) continue;
  const commit = commitBefore(migration);
  if (commit === undefined) throw new Error("This checkout has no history: git fetch --unshallow");
  if (!hasWorker(commit)) continue;
  const traffic = await upgrade(schema, await workerAt(commit), now);
  report(
    `schema ${schema}, the Worker of ${commit}: ${traffic.kinds.length} kinds, ${traffic.asked} requests`,
    traffic.failures.map(({ request, status, words }) => `${request}: ${status} ${words}`),
  );
}
process.exitCode = failed === 0 ? 0 : 1;

function report(what: string, failures: readonly string[]): void {
  console.log(`${what}, ${failures.length} failed`);
  for (const failure of failures.slice(0, 5)) console.log(`  ${failure}`);
  failed += failures.length;
}
