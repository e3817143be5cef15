/** What the bundler tells of a module. */
type Graph = { getModuleInfo: (id: string) => { importers: readonly string[] } | null };

/**
 * Puts all that `entry` needs from the start into one script, "start": in the two dozen small ones that sharing
 * with later pages would make of it, most of the time would go by with asking for them.
 */
export function startsWith(entry: string): (id: string, graph: Graph) => string | null {
  const known = new Map<string, boolean>([[entry, true]]);
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
