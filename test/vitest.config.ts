import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";
import { QUIET_AND_OFFLINE } from "../worker/commands/dev/quiet.ts";
import { PATIENCE_MS } from "./world/patience.ts";

const root = join(import.meta.dirname, "..");

/** Only rules: they touch no storage, and need no separate isolate. */
const rules = [
  ...["domain", "web"].map((folder) => `test/${folder}/**/*.test.ts`),
  ...["bounded-leases", "lately", "pace"].map((name) => `test/verification/${name}.test.ts`),
];

/** Tests that need a real server, process or browser; all others run inside workerd. */
const inNode = ["world-http", "commands", "architecture", "proxies"].map(
  (folder) => `test/${folder}/**/*.test.ts`,
);
const inBrowser = ["test/browser/**/*.test.ts"];

const inWorkerd = globSync("test/**/*.test.ts", { cwd: root, exclude: [...rules, ...inNode, ...inBrowser] });

/** Things that an isolate has once, and keeps after the file that watched or replaced them. */
const ALONE = /catchMail|vi\.mock|vi\.spyOn\((?!console)/;
const alone = inWorkerd.filter((path) => ALONE.test(readFileSync(join(root, path), "utf8")));

/** Hundreds of modules, which each test file would otherwise load one by one. */
const BUNDLED = [
  "@trpc/server/adapters/fetch",
  "@trpc/client",
  "@trpc/server",
  "drizzle-orm",
  "drizzle-orm/d1",
  "drizzle-orm/sqlite-core",
  "fast-check",
  "hono/hono-base",
  "zod",
];

const MIGRATIONS = await readD1Migrations(join(root, "db/migrations"));
const SECRETS_KEY_OF_TESTS = Buffer.alloc(32, 7).toString("base64");

const PATIENT = {
  expect: { poll: { timeout: PATIENCE_MS, interval: 50 } },
  testTimeout: 3 * PATIENCE_MS,
  hookTimeout: 3 * PATIENCE_MS,
};

/**
 * A busy shared machine sometimes delays a browser, a proxy or a separate process: a test that fails there once is
 * tried again, and named at the end of the run (`run/tests.ts`).
 */
const AGAIN = { retry: 1 };

/*
 * Where `isolate` is false, files of one process follow one another, and what they need is loaded and started
 * once: rules need nothing else, each file inside workerd begins with empty storage, and servers and browsers begin
 * each file anew (`once-per-process.ts`).
 */
export default defineConfig({
  root,
  test: {
    allowOnly: false,
    // The Worker's log matters only if a test fails.
    silent: "passed-only",
    maxWorkers: 2,
    projects: [
      {
        root,
        plugins: [cloudflareTest({ wrangler: { configPath: join(root, "wrangler.toml") } })],
        test: {
          name: "rules",
          include: rules,
          setupFiles: ["test/world/refuse-stray-lines.ts", "test/world/british-reader.ts"],
          restoreMocks: true,
          ...PATIENT,
          isolate: false,
          sequence: { groupOrder: 0 },
        },
      },
      ...[
        { name: "workerd", include: inWorkerd.filter((path) => !alone.includes(path)), isolate: false },
        { name: "workerd-alone", include: alone, isolate: true },
      ].map((files) => ({
        root,
        plugins: [
          cloudflareTest({
            wrangler: { configPath: join(root, "wrangler.toml") },
            miniflare: { bindings: { MIGRATIONS, SECRETS_KEY: SECRETS_KEY_OF_TESTS } },
          }),
        ],
        test: {
          ...files,
          deps: { optimizer: { ssr: { enabled: true, include: BUNDLED } } },
          setupFiles: ["test/world/begin-with-empty-storage.ts", "test/world/refuse-stray-lines.ts"],
          restoreMocks: true,
          ...PATIENT,
          sequence: { groupOrder: 1 },
        },
      })),
      {
        root,
        test: {
          name: "node",
          include: inNode,
          env: QUIET_AND_OFFLINE,
          setupFiles: ["test/world/refuse-stray-lines.ts"],
          restoreMocks: true,
          ...PATIENT,
          ...AGAIN,
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
          ...PATIENT,
          ...AGAIN,
          isolate: false,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});
