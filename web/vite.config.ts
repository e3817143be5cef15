import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import solid from "vite-plugin-solid";
import { compiledOnItsWay, startsWith } from "./first-script.ts";
import { openapiFile } from "./openapi-file.ts";
import { pageFiles } from "./page-files.ts";
import { PAGES } from "./pages.ts";

const root = fileURLToPath(new URL(".", import.meta.url));

/** Small, and shared by pages that have scripts of their own. */
const SHARED_LATER = [
  "team/catalogue.ts",
  "team/member-tabs.tsx",
  "ui/lease-countdown.tsx",
  "ui/text-field.tsx",
];

const IN_THE_FIRST_SCRIPT = [
  ...PAGES.filter(({ first }) => first).map(({ module }) => module),
  ...SHARED_LATER,
].map((module) => `${root}${module}`);

export default defineConfig({
  root,
  plugins: [solid(), compiledOnItsWay("start"), pageFiles(root), openapiFile()],
  build: {
    target: "es2023",
    outDir: "dist",
    emptyOutDir: true,
    // The content security policy allows neither inline scripts nor data URLs, except for images.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // Its modules have no side effects; the one for WebSockets, which nothing here uses, is left out.
      treeshake: { moduleSideEffects: (id) => !id.includes("/node_modules/@trpc/") },
      output: {
        codeSplitting: {
          groups: [{ debugName: "start", name: startsWith(`${root}entry.tsx`, IN_THE_FIRST_SCRIPT) }],
        },
      },
    },
  },
});
