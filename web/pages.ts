/** A procedure to call, by its name on the wire, with its input. */
export type Question = readonly [
  procedure: string,
  input?: Readonly<Record<string, string | number | undefined>>,
];

/** The frame around a page; the frames themselves are in `routes.ts`. */
type Frame = "none" | "session" | "shell" | "user-info" | "partner-hub";

export interface PageEntry {
  /** `:name` stands for one segment, `*` for every path without a page. */
  path: string;
  /** The module that draws it, from `web/`: its default export. */
  module: string;
  frame: Frame;
  /** Whether its module is in the first script, because most visitors come for it. */
  first?: true;
  /** Its first questions, by its query and the segment that its path names. */
  asks?: (query: (name: string) => string | undefined, named: string) => readonly Question[];
}

/** How many rows a page of a list has, by the procedure that answers it. */
export const ROWS = {
  /** Two screens full: drawing more rows costs time, and nobody sees them. */
  "tokens.list": 25,
  "team.tokens": 25,
  "team.list": 50,
  "organization.tokens": 50,
  "activity.list": 50,
  /** For one token: most have fewer. */
  "tokens.activity": 20,
} as const;

/** The end of a failed sign-in with an identity provider. */
export const SIGN_IN_PROBLEM = "/sign-in/problem";

/** Where a browser goes that returns from an identity provider without a sign-in under way. */
export const AFTER_PROVIDER = { test: "/account/sign-in", proved: "/sign-in/proved" } as const;

/** Every page of the web app: the router, the bundler and the Worker read it here. */
export const PAGES: readonly PageEntry[] = [
  { path: "/sign-in", module: "pages/sign-in/page.tsx", frame: "none", first: true },
  { path: SIGN_IN_PROBLEM, module: "pages/sign-in-problem/page.tsx", frame: "none" },
  { path: AFTER_PROVIDER.proved, module: "pages/proved/page.tsx", frame: "none" },
  { path: "/forgot-password", module: "pages/forgot-password/page.tsx", frame: "none" },
  { path: "/set-password", module: "pages/set-password/page.tsx", frame: "none" },
  { path: "/docs", module: "pages/docs/page.tsx", frame: "none" },
  { path: "/", module: "pages/home/page.tsx", frame: "session" },
  {
    path: "/settings/api-tokens",
    module: "pages/api-tokens/page.tsx",
    frame: "shell",
    first: true,
    asks: ownTokens,
  },
  { path: "/settings/api-tokens/:id", module: "pages/token/page.tsx", frame: "shell", asks: ownToken },
  { path: "/user", module: "pages/user/profile.tsx", frame: "user-info" },
  {
    path: "/user/security",
    module: "pages/user/security.tsx",
    frame: "user-info",
    first: true,
    asks: (query) => [["passkeys.list"], ...secondaryTokens(query)],
  },
  {
    path: "/account",
    module: "pages/account/page.tsx",
    frame: "shell",
    first: true,
    asks: () => [["organization.home"]],
  },
  {
    path: "/account/users",
    module: "pages/team/page.tsx",
    frame: "shell",
    asks: (query) => [
      [
        "team.list",
        { q: query("q"), sort: query("sort"), cursor: query("cursor"), limit: ROWS["team.list"] },
      ],
    ],
  },
  {
    path: "/account/permissions",
    module: "pages/permissions/page.tsx",
    frame: "shell",
    asks: () => [["organization.home"]],
  },
  {
    path: "/account/users/:id",
    module: "pages/member/page.tsx",
    frame: "shell",
    asks: (query, userId) => [
      ["team.member", { userId }],
      ["team.tokens", { userId, sort: query("sort"), cursor: query("cursor"), limit: ROWS["team.tokens"] }],
      ["organization.home"],
    ],
  },
  {
    path: "/account/users/:id/security",
    module: "pages/member-security/page.tsx",
    frame: "shell",
    asks: (query, userId) => [["team.member", { userId }], ...secondaryTokens(query, userId)],
  },
  {
    path: "/account/api-tokens",
    module: "pages/organization-tokens/page.tsx",
    frame: "shell",
    first: true,
    asks: (query) => [
      [
        "organization.tokens",
        {
          q: query("q"),
          state: query("state"),
          sort: query("sort"),
          cursor: query("cursor"),
          limit: ROWS["organization.tokens"],
        },
      ],
    ],
  },
  {
    path: "/account/api-tokens/:id",
    module: "pages/organization-token/page.tsx",
    frame: "shell",
    asks: (_, id) => [
      ["organization.token", { id }],
      ["organization.tokenUsage", { id }],
      ["organization.tokenActivity", { id, limit: ROWS["tokens.activity"] }],
    ],
  },
  {
    path: "/account/policy",
    module: "pages/policy/page.tsx",
    frame: "shell",
    asks: () => [["organization.policy"], ["organization.formerNames"]],
  },
  {
    path: AFTER_PROVIDER.test,
    module: "pages/organization-sign-in/page.tsx",
    frame: "shell",
    asks: () => [["organization.identityProvider"]],
  },
  {
    path: "/account/activity",
    module: "pages/activity/page.tsx",
    frame: "shell",
    asks: (query) => [
      ["activity.list", { userId: query("user"), cursor: query("cursor"), limit: ROWS["activity.list"] }],
    ],
  },
  {
    path: "/partner",
    module: "pages/customers/page.tsx",
    frame: "partner-hub",
    asks: (query) => [["partner.customers", { sort: query("sort"), cursor: query("cursor") }]],
  },
  {
    path: "/partner/api-tokens",
    module: "pages/api-tokens/page.tsx",
    frame: "partner-hub",
    first: true,
    asks: ownTokens,
  },
  { path: "/partner/api-tokens/:id", module: "pages/token/page.tsx", frame: "partner-hub", asks: ownToken },
  { path: "*unknown", module: "pages/not-found/page.tsx", frame: "shell" },
];

function secondaryTokens(query: (name: string) => string | undefined, userId?: string): Question[] {
  const rows = { userId, q: query("q"), sort: query("sort"), cursor: query("cursor") };
  return [
    ["secondaryTokens.list", rows],
    ["secondaryTokens.count", { userId }],
  ];
}

function ownTokens(query: (name: string) => string | undefined): Question[] {
  return [
    [
      "tokens.list",
      {
        name: query("name"),
        state: query("state"),
        sort: query("sort"),
        cursor: query("cursor"),
        limit: ROWS["tokens.list"],
      },
    ],
  ];
}

function ownToken(_: (name: string) => string | undefined, id: string): Question[] {
  return [
    ["tokens.get", { id }],
    ["tokens.usage", { id }],
    ["tokens.activity", { id, limit: ROWS["tokens.activity"] }],
  ];
}

/** The page at this path, with the segment that it names; ignores a trailing slash. */
export function pageAt(pathname: string): { page: PageEntry; named: string } | undefined {
  for (const [page, at] of PATTERNS) {
    const match = at.exec(pathname);
    if (match) return { page, named: match[1] ?? "" };
  }
  return undefined;
}

const PATTERNS = PAGES.map((page) => [page, toPattern(page.path)] as const);

/** A path of the router as a regular expression that matches whole paths. */
export function toPattern(path: string): RegExp {
  const pattern = path.replaceAll(/\/:\w+/g, "/([^/]+)").replace(/\*\w+$/, ".*");
  return new RegExp(`^${pattern === "/" ? "" : pattern.replace(/\/$/, "")}/?$`);
}
