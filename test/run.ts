import { haveChromium } from "./run/chromium.ts";
import { checkMigrations } from "./run/migrations.ts";
import { command, type Step } from "./run/step.ts";
import { runTests } from "./run/tests.ts";

/**
 * `npm test`: every check of the project, the quick ones first; all run, even if some fail. `npm test -- test/domain`
 * runs only the tests below that path, and no other check.
 */
const filters = process.argv.slice(2);

const checks: Step[] = [
  { title: "Types", run: () => command("npm", ["run", "--silent", "types"]) },
  { title: "Lint and format", run: () => command("npm", ["run", "--silent", "lint"]) },
  { title: "Migrations are those of the tables", run: checkMigrations },
  { title: "The web app builds", run: () => command("npm", ["run", "--silent", "build"]) },
  { title: "Chromium is there", run: haveChromium },
];

let passed = 0;
let failed = 0;

for (const { title, run } of filters.length > 0 ? [] : checks) {
  console.log(`\n── ${title}`);
  const startedAt = Date.now();
  const good = await run();
  if (good) passed++;
  else failed++;
  console.log(`${good ? "✓" : "✗"} ${title}, ${seconds(startedAt)}`);
}

console.log("\n── Tests");
const startedAt = Date.now();
const tests = await runTests(filters);
passed += tests.passed;
failed += tests.failed;
console.log(`${tests.failed === 0 ? "✓" : "✗"} Tests, ${seconds(startedAt)}`);

console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);

function seconds(since: number): string {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`;
}
