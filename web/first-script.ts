import type { Plugin } from "vite";

/** What the bundler tells of a module. */
type Graph = { getModuleInfo: (id: string) => { importers: readonly string[] } | null };

/**
 * Puts all that `entry` needs from the start into one script, "start". Sharing with later pages would split it into
 * two dozen small scripts that take longer to request than to load. The small parts that several later pages share
 * (`too`) go with it.
 */
export function startsWith(
  entry: string,
  too: readonly string[],
): (id: string, graph: Graph) => string | null {
  const known = new Map<string, boolean>([entry, ...too].map((id) => [id, true]));
  const isNeeded = (id: string, graph: Graph): boolean => {
    const before = known.get(id);
    if (before !== undefined) return before;
    known.set(id, false);
    const importers = graph.getModuleInfo(id)?.importers ?? [];
    const found = importers.some((importer) => isNeeded(importer, graph));
    known.set(id, found);
    return found;
  };
  return (id, graph) => (isNeeded(id, graph) ? "start" : null);
}

/**
 * Makes V8 compile all functions of a script while it downloads, not one by one at their first call:
 * https://v8.dev/blog/explicit-compile-hints. Other engines read the line as a comment. It has to be the first line.
 */
export function compiledOnItsWay(script: string): Plugin {
  return {
    name: "compiled-on-its-way",
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        for (const part of Object.values(bundle)) {
          if (part.type === "chunk" && part.name === script)
            part.code = `//# allFunctionsCalledOnLoad\n${part.code}`;
        }
      },
    },
  };
}
