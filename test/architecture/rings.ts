import type { Module } from "./modules.ts";

/** Import cycles, each once, as `a → b → a`; types count like everything else. */
export function ringsAmong(modules: Pick<Module, "path" | "imports">[]): string[] {
  const importsOf = new Map(
    modules.map(({ path, imports }) => [path, imports.filter(({ ours }) => ours).map(({ of }) => of)]),
  );
  const rings: string[] = [];
  const finished = new Set<string>();
  const walk = (path: string, trail: string[]) => {
    const at = trail.indexOf(path);
    if (at >= 0) return void rings.push([...trail.slice(at), path].join(" → "));
    if (finished.has(path)) return;
    for (const next of importsOf.get(path) ?? []) walk(next, [...trail, path]);
    finished.add(path);
  };
  for (const path of importsOf.keys()) walk(path, []);
  return rings;
}
