import { join } from "node:path";
import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";
import { QUIET_AND_OFFLINE } from "../worker/commands/dev/quiet.ts";

const root = join(import.meta.dirname, "..");

/** Rules alone: they touch no storage, and need no isolate of their own. */
const rules = ["domain", "web"].map((folder) => `test/${folder}/**/*.test.ts`);

/** What needs a real server, a real process or a real browser; every other test runs inside workerd. */
const inNode = ["world-http", "commands", "architecture", "proxies"].map(
  (folder) => `test/${folder}/**/*.test.ts`,
);
const inBrowser = ["test/browser/**/*.test.ts"];

/** What has to become true is looked at again, on a slow machine too. */
const PATIENT = { timeout: 20_000, interval: 50 };

/*
 * Files of one process follow one another without an isolate of their own: each begins with storage of its own
 * (`storage-of-its-own.ts`, `once-per-process.ts`), and what it needs is loaded and started once.
 */
export default defineConfig({
  root,
  test: {
    allowOnly: false,
    // What the Worker logs is of interest where a test fails.
    silent: "passed-only",
    maxWorkers: 2,
    projects: [
      {
        root,
        plugins: [cloudflareTest({ wrangler: { configPath: join(root, "wrangler.toml") } })],
        test: {
          name: "rules",
          include: rules,
          setupFiles: ["test/world/refuse-stray-lines.ts"],
          restoreMocks: true,
          isolate: false,
          sequence: { groupOrder: 0 },
        },
      },
      {
        root,
        plugins: [
          cloudflareTest({
            wrangler: { configPath: join(root, "wrangler.toml") },
            miniflare: { bindings: { MIGRATIONS: await readD1Migrations(join(root, "db/migrations")) } },
          }),
        ],
        test: {
          name: "workerd",
          include: ["test/**/*.test.ts"],
          exclude: [...rules, ...inNode, ...inBrowser],
          setupFiles: ["test/world/storage-of-its-own.ts", "test/world/refuse-stray-lines.ts"],
          restoreMocks: true,
          expect: { poll: PATIENT },
          testTimeout: 60_000,
          hookTimeout: 60_000,
          isolate: false,
          sequence: { groupOrder: 1 },
        },
      },
      {
        root,
        test: {
          name: "node",
          include: inNode,
          env: QUIET_AND_OFFLINE,
          setupFiles: ["test/world/refuse-stray-lines.ts"],
          restoreMocks: true,
          expect: { poll: PATIENT },
          testTimeout: 180_000,
          hookTimeout: 180_000,
          isolate: false,
          sequence: { groupOrder: 2 },
        },
      },
      {
        root,
        test: {
          name: "browser",
          include: inBrowser,
          env: QUIET_AND_OFFLINE,
          setupFiles: ["test/world/refuse-stray-lines.ts"],
          restoreMocks: true,
          expect: { poll: PATIENT },
          testTimeout: 120_000,
          hookTimeout: 180_000,
          isolate: false,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});
