import { withoutSecret } from "./tokens/token-in-text.ts";

/** A procedure that is asked, by its name on the wire, with its input. */
export type Question = readonly [
  procedure: string,
  input?: Readonly<Record<string, string | number | undefined>>,
];

type Page = {
  at: RegExp;
  /** Of what is in its query, and of the member that its path names. */
  questions?: (query: (name: string) => string | undefined, userId: string) => readonly Question[];
};

/** As the pages of the web app ask, with what is in their address. */
const PAGES: readonly Page[] = [
  {
    at: /^\/(?:settings|partner)\/api-tokens$/,
    questions: (query) => [["tokens.list", { name: query("name"), cursor: query("cursor"), limit: 25 }]],
  },
  {
    at: /^\/user\/security$/,
    questions: (query) => [["secondaryTokens.list", { cursor: query("cursor") }]],
  },
  { at: /^\/account(?:\/permissions)?$/, questions: () => [["organization.home"]] },
  {
    at: /^\/account\/users$/,
    questions: (query) => [["team.list", { q: query("q"), cursor: query("cursor"), limit: 50 }]],
  },
  {
    at: /^\/account\/users\/([\w-]+)$/,
    questions: (query, userId) => [
      ["team.member", { userId }],
      ["team.tokens", { userId, cursor: query("cursor"), limit: 25 }],
      ["organization.home"],
    ],
  },
  {
    at: /^\/account\/users\/([\w-]+)\/security$/,
    questions: (query, userId) => [
      ["team.member", { userId }],
      ["secondaryTokens.list", { userId, cursor: query("cursor") }],
    ],
  },
  {
    at: /^\/account\/api-tokens$/,
    questions: (query) => [
      ["organization.tokens", { q: query("q"), sort: query("sort"), cursor: query("cursor"), limit: 50 }],
    ],
  },
  {
    at: /^\/account\/activity$/,
    questions: (query) => [["activity.list", { userId: query("user"), cursor: query("cursor"), limit: 50 }]],
  },
  { at: /^\/partner$/, questions: (query) => [["partner.customers", { cursor: query("cursor") }]] },
  { at: /^\/(?:$|settings\/|user\b|account\b|partner\b)/ },
];

const SESSION: readonly Question[] = [["session.current"], ["profile.get"]];

/** Longer addresses are asked about when the page is there. */
const LONGEST_SEARCH = 500;

/**
 * What the web app asks first on this page, all at once, and before it knows whether anybody is signed in; none
 * where nobody needs to be. The Worker names it while the app's script is still on its way.
 */
export function firstQuestions({ pathname, search }: { pathname: string; search: string }): Question[] {
  const page = PAGES.find(({ at }) => at.test(pathname));
  if (!page) return [];
  if (search.length > LONGEST_SEARCH) return [...SESSION];
  const query = new URLSearchParams(search);
  const userId = page.at.exec(pathname)?.[1] ?? "";
  const asked = (name: string) => withoutSecret(query.get(name) ?? "") || undefined;
  return [...(page.questions?.(asked, userId) ?? []), ...SESSION];
}

/** The address at which tRPC's client asks these in one batch. */
export function batchPath(questions: readonly Question[]): string {
  const inputs = questions.flatMap(([, input], nth) => (input ? [[nth, input]] : []));
  const input = encodeURIComponent(JSON.stringify(Object.fromEntries(inputs)));
  return `/trpc/${questions.map(([procedure]) => procedure).join(",")}?batch=1&input=${input}`;
}
