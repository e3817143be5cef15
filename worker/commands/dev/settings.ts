import { resolve } from "node:path";

export const PROJECT = resolve(import.meta.dirname, "../../..");

export interface DevSettings {
  port: number;
  /** The folder of everything that survives a restart: D1, KV, mail. */
  state: string;
}

export function readDevSettings(environment: NodeJS.ProcessEnv): DevSettings | { problem: string } {
  const port = environment.PORT || "8787";
  if (!/^\d{1,5}$/.test(port) || Number(port) < 1 || Number(port) > 65_535) {
    return { problem: `PORT must be a whole number from 1 to 65535, not "${port}".` };
  }
  return { port: Number(port), state: resolve(PROJECT, environment.LATCHKEY_STATE || ".wrangler/state") };
}
