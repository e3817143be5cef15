import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { parseSync } from "vite";

export const ROOT = join(import.meta.dirname, "../..");

export interface Import {
  /** For our own files the path from the project's root, otherwise the package's name. */
  of: string;
  ours: boolean;
  /** A type-only import: nothing of it remains at run time. */
  typeOnly: boolean;
  /** Whether it is evaluated on demand, and not with the module that names it. */
  later: boolean;
}

export interface Module {
  path: string;
  source: string;
  imports: Import[];
}

/** The project's files: what git tracks or would track. */
export function projectFiles(): string[] {
  const listed = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
    cwd: ROOT,
  });
  return listed
    .toString()
    .split("\n")
    .filter((path) => path && existsSync(join(ROOT, path)));
}

/** Every TypeScript file with what it imports, types too. */
export function projectModules(): Module[] {
  return projectFiles()
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => {
      const source = readFileSync(join(ROOT, path), "utf8");
      return { path, source, imports: importsOf(path, source) };
    });
}

function importsOf(path: string, source: string): Import[] {
  const { module, errors } = parseSync(path, source);
  if (errors.length > 0) throw new Error(`${path} cannot be read: ${errors[0]?.message}`);
  const from = (specifier: string, typeOnly: boolean, later = false): Import => {
    const ours = specifier.startsWith(".");
    // Importing a file as text runs nothing of it.
    const [name = "", query] = specifier.split("?");
    const of = ours ? normalize(join(dirname(path), name)) : name;
    return { of, ours, typeOnly: typeOnly || query === "raw", later };
  };
  return [
    ...module.staticImports.map(({ moduleRequest, entries }) =>
      from(moduleRequest.value, entries.length > 0 && entries.every(({ isType }) => isType)),
    ),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest, isType }) =>
        moduleRequest ? [from(moduleRequest.value, isType)] : [],
      ),
    ),
    // `import("…")` as an expression loads a module; as a type it only names one.
    ...[...source.matchAll(/(typeof )?\bimport\(\s*"([^"]+)"/g)].map((match) =>
      from(match[2] ?? "", match[1] !== undefined || path.endsWith(".d.ts"), true),
    ),
  ];
}
