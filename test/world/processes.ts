import { execFileSync } from "node:child_process";

/** A process and all its descendants at this moment. */
export function processTree(root: number): number[] {
  const rows = listProcesses();
  const tree = [root];
  for (const pid of tree) tree.push(...rows.filter(({ parent }) => parent === pid).map((row) => row.pid));
  return tree;
}

/** The processes that still run. */
export function running(pids: number[]): number[] {
  const alive = new Set(listProcesses().map(({ pid }) => pid));
  return pids.filter((pid) => alive.has(pid));
}

function listProcesses() {
  return execFileSync("ps", ["-A", "-o", "pid=,ppid=,stat="], { encoding: "utf8" })
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .filter(([, , state]) => !state?.startsWith("Z"))
    .map(([pid, parent]) => ({ pid: Number(pid), parent: Number(parent) }));
}
