import { GATHERING_MS } from "../../worker/verification/gathering.ts";
import { type Call, load } from "./load.ts";
import type { Row } from "./report.ts";
import type { Subject } from "./subject.ts";

/** Per request: the CPU of the Worker's processes, and the median duration. */
export type Cost = { cpuMs: number; p50Ms: number };

export async function measure(subject: Subject, calls: Call[]): Promise<Cost> {
  const before = subject.cpuMs();
  const { p50Ms } = await load(subject.url, calls);
  return { cpuMs: (subject.cpuMs() - before) / calls.length, p50Ms };
}

const LOOK_AGAIN_MS = 100;
const QUIET_LOOKS = 3;
const LONGEST_LOOKS = 300;
/** CPU between two readings that a waiting process uses. */
const NOTHING_MS = 2;

/** Waits until what its isolate gathered so far is written, which must not count for what follows. */
export async function settled(subject: Subject): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, GATHERING_MS));
  await idle(subject);
}

/** Waits until its processes are idle: work deferred until after the answers must not count for what follows. */
export async function idle(subject: Subject): Promise<void> {
  let before = subject.cpuMs();
  for (let looks = 0, quiet = 0; looks < LONGEST_LOOKS && quiet < QUIET_LOOKS; looks++) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
    const now = subject.cpuMs();
    quiet = now - before < NOTHING_MS ? quiet + 1 : 0;
    before = now;
  }
}

/** Each measurement is followed by one of the floor, so that other work on the machine hits both. */
export function push(row: Row, round: number, own: Cost, floor: Cost): void {
  // The first round only warms up: compiling and caching are no cost of a request.
  if (round === 0) return;
  row.cpu.push({ own: own.cpuMs, floor: floor.cpuMs });
  row.p50.push({ own: own.p50Ms, floor: floor.p50Ms });
}
