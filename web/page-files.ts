import type { Plugin, Rolldown } from "vite";
import { PAGES } from "./pages.ts";

/**
 * Writes `page-files.json`: for each page's module, its scripts and style sheets beyond those that the app starts
 * with. The Worker names them in the page, so that the browser fetches them before the first script has run.
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
        const modules = new Set(PAGES.filter(({ first }) => !first).map(({ module }) => module));
        const ofPages = [...modules].map((module) => {
          const chunk = chunks.find(({ facadeModuleId }) => facadeModuleId === `${root}${module}`);
          if (!chunk) throw new Error(`The bundle has no script for ${module}`);
          return [module, [...filesOf(chunk)].filter((file) => !start.includes(file))];
        });
        const source = JSON.stringify(Object.fromEntries(ofPages));
        this.emitFile({ type: "asset", fileName: "page-files.json", source });
      },
    },
  };
}
