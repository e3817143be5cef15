import { bundle } from "../bench/bundle.ts";
import { childProcesses } from "../bench/process-cpu.ts";
import { scratchFolder } from "../world/scratch-folder.ts";
import { type Isolates, startIsolates } from "./isolates.ts";

const LOOK_EVERY_MS = 20;

export type Life = {
  nth: number;
  isLast: boolean;
  leaseSeconds: number;
  /** Whether the Workers were killed: every later failure is caused by it. */
  isKilled: () => boolean;
};

/**
 * The command's options: how many requests are judged, over how many lives of the Workers, and which leases take turns.
 */
export const LIVES_OPTIONS = {
  requests: { type: "string", default: "20000" },
  lives: { type: "string", default: "4" },
  leases: { type: "string", default: "0,2" },
} as const;

export function readLives(values: { requests: string; lives: string; leases: string }) {
  return {
    requests: Number(values.requests),
    lives: Number(values.lives),
    leases: values.leases.split(",").map(Number),
  };
}

/**
 * Starts the Workers repeatedly on the same stored data, with the leases in turn, and kills them (SIGKILL) in the
 * middle of their work, once `judged` reaches the life's share of the requests.
 */
export async function throughLives(
  { requests, lives, leases }: ReturnType<typeof readLives>,
  judged: () => number,
  work: (isolates: Isolates, life: Life, isOver: () => boolean) => Promise<unknown>,
): Promise<void> {
  const state = scratchFolder();
  const script = await bundle();
  for (let nth = 0; nth < lives; nth++) {
    const leaseSeconds = leases[nth % leases.length] as number;
    const before = new Set(childProcesses());
    const isolates = await startIsolates(script, leaseSeconds, state);
    const own = childProcesses().filter((pid) => !before.has(pid));
    const isLast = nth === lives - 1;
    const isOver = () => judged() >= Math.ceil((requests * (nth + 1)) / lives);
    let [isKilled, hasFailed] = [false, false];
    const working = work(isolates, { nth, isLast, leaseSeconds, isKilled: () => isKilled }, isOver);
    working.catch(() => (hasFailed = true));
    if (!isLast) {
      while (!isOver() && !hasFailed) await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
      isKilled = true;
      for (const pid of own) process.kill(pid, "SIGKILL");
    }
    await working.finally(() =>
      isolates.stop().catch((error) => {
        if (!isKilled) throw error;
      }),
    );
  }
}
