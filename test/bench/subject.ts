import { readFileSync } from "node:fs";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import { childProcesses, cpuMs } from "./process-cpu.ts";

export type Subject = {
  name: string;
  /** Straight into workerd, without Miniflare's proxy in Node. */
  url: URL;
  database: Awaited<ReturnType<Miniflare["getD1Database"]>>;
  /** The CPU that its processes have used so far, in ms. */
  cpuMs: () => number;
  stop: () => Promise<void>;
};

/** The database of all Workers in one Miniflare. */
export const DATABASE = "latchkey";

/** A bundled Worker as workerd runs it, with Latchkey's bindings. */
export function asDeployed(
  name: string,
  script: string,
  port: number,
  variables: Record<string, string> = {},
) {
  return {
    name,
    modules: [{ type: "ESModule" as const, path: "worker.js", contents: readFileSync(script, "utf8") }],
    compatibilityDate: "2026-10-20",
    compatibilityFlags: ["nodejs_compat"],
    d1Databases: { DB: DATABASE },
    kvNamespaces: { TOMBSTONES: "tombstones" },
    bindings: { ...VARIABLES, ...variables },
    unsafeDirectSockets: [{ host: "127.0.0.1", port }],
  };
}

const VARIABLES = {
  TOKEN_PREFIX: "lk",
  SESSION_IDLE_DAYS: "7",
  SESSION_ABSOLUTE_DAYS: "30",
  MAIL_FROM: "Latchkey <latchkey@example.com>",
};

/** Starts a bundled Worker in a separate workerd, with an empty D1 and KV in memory. */
export async function startSubject(
  name: string,
  script: string,
  port: number,
  variables: Record<string, string> = {},
): Promise<Subject> {
  const before = new Set(childProcesses());
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      ...asDeployed(name, script, port, variables),
      // Ignored: refusals are logged, and nobody reads the lines here.
      handleStructuredLogs: () => {},
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
