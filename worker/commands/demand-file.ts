import { existsSync, mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";

/** @throws Error in words for whoever named a path that leads nowhere, or to a folder. */
export function demandFile(path: string): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) throw new Error(`There is no file ${path}.`);
  if (found.isDirectory()) throw new Error(`${path} is a folder, not a file.`);
}

/** The same of a path that a new file is to be at; makes the folders above it. */
export function demandNewFile(path: string): void {
  if (existsSync(path)) throw new Error(`${path} is there already. Choose another name.`);
  mkdirSync(dirname(path), { recursive: true });
}
