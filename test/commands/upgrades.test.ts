import { expect, test } from "vitest";
import { migrationNames } from "../../worker/commands/d1/migrations.ts";
import { bundle } from "../bench/bundle.ts";
import { upgrade } from "../upgrades/upgrade.ts";
import { commitBefore, workerAt } from "../upgrades/worker-at.ts";

const now = await bundle();
const names = migrationNames();
const commit = commitBefore(names.at(-1) ?? "");
// A copy without history has no earlier Worker: the present one then runs while the schema is migrated.
const before = commit === undefined ? now : await workerAt(commit);

test(`no request fails while the Worker before (${commit ?? "this one"}) is replaced`, async () => {
  const { kinds, asked, failures } = await upgrade(names.length - 1, before, now);
  expect(failures).toEqual([]);
  expect(kinds).toContain("make and revoke");
  expect(asked).toBeGreaterThan(3 * kinds.length);
});
