import { execFileSync } from "node:child_process";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { bundle } from "../bench/bundle.ts";
import { scratchFolder } from "../world/scratch-folder.ts";

const ROOT = join(import.meta.dirname, "../..");

const git = (...words: string[]) =>
  execFileSync("git", words, { cwd: ROOT, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();

/**
 * The last commit before a migration, whose Worker was written for the schema without it; undefined if this checkout
 * lacks the history. For a migration that is not committed yet, it is the present commit.
 */
export function commitBefore(migration: string): string | undefined {
  try {
    const added = git("log", "--diff-filter=A", "--format=%H", "-1", "--", `db/migrations/${migration}`);
    return git("rev-parse", "--verify", "--short", added === "" ? "HEAD" : `${added}^`);
  } catch {
    return undefined;
  }
}

/** Whether the commit has a Worker: the first schemas are older than the first Worker. */
export function hasWorker(commit: string): boolean {
  return git("ls-tree", "--name-only", commit, "worker/entry.ts") !== "";
}

/**
 * Bundles a commit's Worker with today's packages, among which those that only earlier Workers use are for development.
 * Returns the script's path, valid until the process ends.
 */
export function workerAt(commit: string): Promise<string> {
  const folder = scratchFolder();
  const tree = execFileSync("git", ["archive", commit], { cwd: ROOT, maxBuffer: 2 ** 28 });
  execFileSync("tar", ["-x", "-C", folder], { input: tree });
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  return bundle(undefined, folder);
}
