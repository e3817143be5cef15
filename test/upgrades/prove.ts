import { migrationNames } from "../../worker/commands/d1/migrations.ts";
import { bundle } from "../bench/bundle.ts";
import { upgrade } from "./upgrade.ts";
import { commitBefore, workerAt } from "./worker-at.ts";

/**
 * `npm run upgrades`: the Worker before each migration that was ever committed runs on while its schema becomes the
 * newest, then the one of this checkout takes over. Fails where a request fails.
 */
const now = bundle();
let failed = 0;
for (const [schema, migration] of migrationNames().entries()) {
  if (schema === 0) continue;
  const commit = commitBefore(migration);
  if (commit === undefined) throw new Error("This checkout has no history: git fetch --unshallow");
  const { kinds, asked, failures } = await upgrade(schema, workerAt(commit), now);
  console.log(
    `schema ${schema}, the Worker of ${commit}: ${kinds.length} kinds, ${asked} requests, ${failures.length} failed`,
  );
  for (const { request, status, words } of failures.slice(0, 5))
    console.log(`  ${request}: ${status} ${words}`);
  failed += failures.length;
}
process.exitCode = failed === 0 ? 0 : 1;
