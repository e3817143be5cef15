import { type Call, load } from "./load.ts";
import type { Row } from "./report.ts";
import type { Subject } from "./subject.ts";

/** Of one request: CPU of the Worker's processes, and the median of its duration. */
export type Cost = { cpuMs: number; p50Ms: number };

export async function measure(subject: Subject, calls: Call[]): Promise<Cost> {
  const before = subject.cpuMs();
  const { p50Ms } = await load(subject.url, calls);
  return { cpuMs: (subject.cpuMs() - before) / calls.length, p50Ms };
}

/** Each measurement stands beside one of the floor made right after it: what else the machine does hits both. */
export function push(row: Row, round: number, own: Cost, floor: Cost): void {
  // The first round only warms up: what is compiled and cached then is no cost of a request.
  if (round === 0) return;
  row.cpu.push(own.cpuMs / floor.cpuMs);
  row.p50.push(own.p50Ms / floor.p50Ms);
}
