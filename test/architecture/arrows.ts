/** A part of the tree, and what it may import besides itself. */
export interface Part {
  name: string;
  path: RegExp;
  imports: string[];
  /** What it may name in types only. */
  types?: string[];
  /** The only packages that it may use, where that matters. */
  packages?: RegExp;
  /** Packages that it must not use. */
  noPackages?: RegExp;
}

const ROADS = ["domain", "db", "verification", "change"];
const BELOW_HTTP = [...ROADS, "sign-in", "emails", "procedures", "jobs"];

/** From the bottom to the top. The first part whose path matches a file is the file's. */
export const PARTS: Part[] = [
  { name: "domain", path: /^worker\/domain\//, imports: [], packages: /^zod\/mini$/ },
  { name: "seeds", path: /^db\/seeds\//, imports: ["domain", "db"] },
  { name: "db", path: /^db\//, imports: ["domain"], noPackages: /^(hono|@hono\/|@trpc\/)/ },
  { name: "verification", path: /^worker\/verification\//, imports: ["domain", "db"] },
  { name: "change", path: /^worker\/change\//, imports: ["domain", "db", "verification"] },
  // The protocols by which people show who they are: they know nothing of HTTP, nor of what is stored.
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
  // What pages there are, and what each asks first: the router, the bundler and the Worker read it alike.
  { name: "pages", path: /^web\/(pages|first-questions)\.ts$/, imports: ["domain"], packages: /^$/ },
  { name: "routes", path: /^worker\/routes\//, imports: [...BELOW_HTTP, "http", "pages"] },
  // What HTTP, Cron and other Workers' calls run on is put together here, and belongs to none of them.
  { name: "composition", path: /^worker\/composition\//, imports: [...BELOW_HTTP, "http"] },
  { name: "app", path: /^worker\/app\.ts$/, imports: ["http", "routes", "composition"] },
  // What the build of the web app bundles and runs, and the Worker has no part of.
  { name: "openapi", path: /^worker\/openapi\.ts$/, imports: ["app", "routes"] },
  { name: "entry", path: /^worker\/entry\.ts$/, imports: ["jobs", "http", "routes", "composition", "app"] },
  { name: "environment", path: /^worker\/environment\.d\.ts$/, imports: [] },
  {
    name: "commands",
    path: /^worker\/commands\//,
    imports: [...BELOW_HTTP, "backup", "http", "routes", "composition", "app", "entry", "seeds", "web"],
  },
  // Examples for other people's projects, which have none of this one's modules.
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
