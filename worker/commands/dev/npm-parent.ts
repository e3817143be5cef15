import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

const LOOK_EVERY_MS = 500;

/**
 * Calls back when npm is gone. It does not pass every signal on, and the shell that it puts in
 * between may outlive it: so both are watched, by the parent that each of them leaves behind.
 */
export function whenNpmEnds(callback: () => void): void {
  if (process.env.npm_execpath === undefined) return;
  const atFirst = ancestors();
  const timer = setInterval(() => {
    if (ancestors() === atFirst) return;
    clearInterval(timer);
    callback();
  }, LOOK_EVERY_MS);
}

function ancestors(): string {
  return `${process.ppid} ${parentOf(process.ppid)}`;
}

function parentOf(pid: number): string {
  try {
    if (process.platform !== "linux")
      return execFileSync("ps", ["-o", "ppid=", "-p", `${pid}`], { encoding: "utf8" });
    // The name stands in brackets and may hold anything; state and parent follow the last one.
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")")).split(" ")[2] ?? "";
  } catch {
    return "";
  }
}
