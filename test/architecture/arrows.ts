/** A part of the tree, and what it may import besides itself. */
export interface Part {
  name: string;
  path: RegExp;
  imports: string[];
  /** Parts that it may import types from. */
  types?: string[];
  /** The only packages that it may use, if that is limited. */
  packages?: RegExp;
  /** Packages that it must not use. */
  noPackages?: RegExp;
}

const ROADS = ["domain", "db", "verification", "change"];
const BELOW_HTTP = [...ROADS, "sign-in", "emails", "procedures", "jobs"];

/** From the bottom to the top. A file belongs to the first part whose path matches. */
export const PARTS: Part[] = [
  { name: "domain", path: /^worker\/domain\//, imports: [], packages: /^zod\/mini$/ },
  { name: "seeds", path: /^db\/seeds\//, imports: ["domain", "db"] },
  { name: "db", path: /^db\//, imports: ["domain"], noPackages: /^(hono|@hono\/|@trpc\/)/ },
  { name: "verification", path: /^worker\/verification\//, imports: ["domain", "db"] },
  { name: "change", path: /^worker\/change\//, imports: ["domain", "db", "verification"] },
  // The protocols that people sign in with: they know neither HTTP nor the database.
  {
    name: "sign-in",
    path: /^worker\/sign-in\//,
    imports: ["domain"],
    noPackages: /^(hono|@hono\/|@trpc\/|drizzle-orm)/,
  },
  {
    name: "backup",
    path: /^worker\/backup\//,
    imports: [],
    packages: /^(zod\/mini|@cloudflare\/workers-types)$/,
  },
  { name: "emails", path: /^worker\/emails\//, imports: ["domain"] },
  {
    name: "procedures",
    path: /^worker\/procedures\//,
    imports: [...ROADS, "sign-in"],
    noPackages: /^(hono|@hono\/)/,
  },
  {
    name: "jobs",
    path: /^worker\/jobs\//,
    imports: ["domain", "db", "emails", "change", "backup"],
    types: ["verification"],
  },
  { name: "http", path: /^worker\/http\//, imports: BELOW_HTTP },
  // The table of pages and their first questions, shared by the router, the bundler and the Worker.
  { name: "pages", path: /^web\/(pages|first-questions)\.ts$/, imports: ["domain"], packages: /^$/ },
  { name: "routes", path: /^worker\/routes\//, imports: [...BELOW_HTTP, "http", "pages"] },
  // Assembles what HTTP, Cron and other Workers' calls need, and belongs to none of them.
  { name: "composition", path: /^worker\/composition\//, imports: [...BELOW_HTTP, "http"] },
  { name: "app", path: /^worker\/app\.ts$/, imports: ["http", "routes", "composition"] },
  // Bundled and run by the web app's build; not part of the Worker.
  { name: "openapi", path: /^worker\/openapi\.ts$/, imports: ["app", "routes"] },
  { name: "entry", path: /^worker\/entry\.ts$/, imports: ["jobs", "http", "routes", "composition", "app"] },
  { name: "environment", path: /^worker\/environment\.d\.ts$/, imports: [] },
  {
    name: "commands",
    path: /^worker\/commands\//,
    imports: [...BELOW_HTTP, "backup", "http", "routes", "composition", "app", "entry", "seeds", "web"],
  },
  // Examples for other people's projects: they import nothing of this one.
  { name: "snippets", path: /^web\/pages\/docs\/snippets\//, imports: [], packages: /^hono(\/|$)/ },
  {
    name: "web",
    path: /^web\//,
    imports: ["domain", "pages"],
    types: ["procedures", "snippets"],
    noPackages: /^(hono|drizzle-orm|wrangler)/,
  },
];

export const TESTS = /^test\//;

export function partOf(path: string): Part | undefined {
  return PARTS.find((part) => part.path.test(path));
}
