import type { Plugin } from "vite";

/** What the bundler tells of a module. */
type Graph = { getModuleInfo: (id: string) => { importers: readonly string[] } | null };

/**
 * Puts all that `entry` needs from the start into one script, "start": in the two dozen small ones that sharing
 * with later pages would make of it, most of the time would go by with asking for them. So would it with the small
 * parts that several later pages share (`too`): they go with it.
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
 * Has V8 compile all functions of a script while it arrives, beside the page, and not one by one when they are first
 * called: https://v8.dev/blog/explicit-compile-hints. Other engines take the line for a comment. It has to be the first.
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
