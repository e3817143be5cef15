import { readdirSync, readFileSync } from "node:fs";

/** The running processes that this one started, with their descendants. */
export function childProcesses(of = process.pid): number[] {
  const parents = new Map<number, number[]>();
  for (const entry of readdirSync("/proc")) {
    const fields = /^\d+$/.test(entry) ? statOf(Number(entry)) : null;
    if (!fields) continue;
    const parent = Number(fields[1]);
    parents.set(parent, [...(parents.get(parent) ?? []), Number(entry)]);
  }
  const found: number[] = [];
  const visit = (pid: number) => {
    for (const child of parents.get(pid) ?? []) {
      found.push(child);
      visit(child);
    }
  };
  visit(of);
  return found;
}

/**
 * A process's user and system time, in ms; 0 once it has ended. It is the sum of its threads, for which Linux keeps
 * nanoseconds: for a whole process Linux reports ticks of 10 ms, which is several requests.
 */
export function cpuMs(pid: number): number {
  return threadsOf(pid).reduce((sum, thread) => sum + threadCpuNs(pid, thread), 0) / 1_000_000;
}

function threadsOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return [];
  }
}

function threadCpuNs(pid: number, thread: string): number {
  try {
    return Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, "utf8").split(" ", 1)[0]);
  } catch {
    return 0;
  }
}

/** The fields of proc(5) `stat` from the third on: the second, the name, may contain spaces. */
function statOf(pid: number): string[] | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  } catch {
    return null;
  }
}
