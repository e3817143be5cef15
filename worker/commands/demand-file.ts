import { statSync } from "node:fs";

/** @throws Error in words for whoever named a path that leads nowhere, or to a folder. */
export function demandFile(path: string): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) throw new Error(`There is no file ${path}.`);
  if (found.isDirectory()) throw new Error(`${path} is a folder, not a file.`);
}
