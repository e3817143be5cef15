import { migrationNames } from "../../worker/commands/d1/migrations.ts";
import { bundle } from "../bench/bundle.ts";
import { askOn } from "./older-schema.ts";
import { upgrade } from "./upgrade.ts";
import { commitBefore, hasWorker, workerAt } from "./worker-at.ts";

/**
 * `npm run upgrades`: the Worker before each migration that was ever committed runs on while its schema becomes the
 * newest, then the one of this checkout takes over. Fails where a request fails. And the one of this checkout is asked
 * everything on each of those schemas, where it answers or says that migrations are lacking.
 */
const now = bundle();
let failed = 0;
for (const [schema, migration] of migrationNames().entries()) {
  const { asked, riddles } = await askOn(schema, now);
  report(`schema ${schema}, the Worker of now: ${asked} questions`, riddles);
  if (schema === 0) continue;
  const commit = commitBefore(migration);
  if (commit === undefined) throw new Error("This checkout has no history: git fetch --unshallow");
  if (!hasWorker(commit)) continue;
  const traffic = await upgrade(schema, workerAt(commit), now);
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
