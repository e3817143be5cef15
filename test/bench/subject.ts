import { readFileSync } from "node:fs";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import { childProcesses, cpuMs } from "./process-cpu.ts";

export type Subject = {
  name: string;
  /** Straight into workerd, without Miniflare's proxy in Node. */
  url: URL;
  database: Awaited<ReturnType<Miniflare["getD1Database"]>>;
  /** CPU that its processes have used so far, in ms. */
  cpuMs: () => number;
  stop: () => Promise<void>;
};

const VARIABLES = {
  TOKEN_PREFIX: "lk",
  SESSION_IDLE_DAYS: "7",
  SESSION_ABSOLUTE_DAYS: "30",
  MAIL_FROM: "Latchkey <latchkey@example.com>",
};

/** Starts a bundled Worker in a workerd of its own, with an empty D1 and KV in memory. */
export async function startSubject(
  name: string,
  script: string,
  port: number,
  variables: Record<string, string> = {},
): Promise<Subject> {
  const before = new Set(childProcesses());
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      name,
      modules: [{ type: "ESModule", path: "worker.js", contents: readFileSync(script, "utf8") }],
      compatibilityDate: "2026-10-20",
      compatibilityFlags: ["nodejs_compat"],
      d1Databases: ["DB"],
      kvNamespaces: ["TOMBSTONES"],
      bindings: { ...VARIABLES, ...variables },
      // Refusals are logged; a benchmark has no use for the lines.
      handleStructuredLogs: () => {},
      unsafeDirectSockets: [{ host: "127.0.0.1", port }],
    }),
  );
  await miniflare.ready;
  const own = childProcesses().filter((pid) => !before.has(pid));
  return {
    name,
    url: await miniflare.unsafeGetDirectURL(name),
    database: await miniflare.getD1Database("DB", name),
    cpuMs: () => own.reduce((sum, pid) => sum + cpuMs(pid), 0),
    stop: () => miniflare.dispose(),
  };
}
