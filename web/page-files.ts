import { relative } from "node:path";
import type { Plugin, Rolldown } from "vite";

/**
 * Writes `page-files.json`: by the path of each page's module, of which files, scripts and style sheets, it is made
 * beyond those that the app starts with. The Worker names them to the browser with the page, which would else learn
 * of them when the first script has run.
 */
export function pageFiles(root: string): Plugin {
  return {
    name: "page-files",
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        const chunks = Object.values(bundle).filter((part) => part.type === "chunk");
        const filesOf = (chunk: Rolldown.OutputChunk, found = new Set<string>()): Set<string> => {
          if (found.has(chunk.fileName)) return found;
          found.add(chunk.fileName);
          for (const style of chunk.viteMetadata?.importedCss ?? []) found.add(style);
          for (const other of chunks) if (chunk.imports.includes(other.fileName)) filesOf(other, found);
          return found;
        };
        const start = chunks.filter(({ name }) => name === "start").flatMap((chunk) => [...filesOf(chunk)]);
        const pages = this.getModuleInfo(`${root}routes.ts`)?.dynamicallyImportedIds ?? [];
        const ofPages = chunks
          .filter(({ facadeModuleId }) => facadeModuleId && pages.includes(facadeModuleId))
          .map((chunk) => [
            relative(root, chunk.facadeModuleId ?? ""),
            [...filesOf(chunk)].filter((file) => !start.includes(file)),
          ]);
        const source = JSON.stringify(Object.fromEntries(ofPages));
        this.emitFile({ type: "asset", fileName: "page-files.json", source });
      },
    },
  };
}
