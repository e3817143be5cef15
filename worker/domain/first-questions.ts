/** A procedure that is asked, by its name on the wire, with its input. */
export type Question = readonly [
  procedure: string,
  input?: Readonly<Record<string, string | number | undefined>>,
];

type Page = {
  at: RegExp;
  question?: (address: (name: string) => string | undefined) => Question;
};

/** As the pages of the web app ask, with what is in their address. */
const PAGES: readonly Page[] = [
  {
    at: /^\/(?:settings|partner)\/api-tokens$/,
    question: (address) => ["tokens.list", { name: address("name"), cursor: address("cursor"), limit: 25 }],
  },
  {
    at: /^\/user\/security$/,
    question: (address) => ["secondaryTokens.list", { cursor: address("cursor") }],
  },
  { at: /^\/account$/, question: () => ["organization.home"] },
  {
    at: /^\/account\/users$/,
    question: (address) => ["team.list", { q: address("q"), cursor: address("cursor"), limit: 50 }],
  },
  {
    at: /^\/account\/api-tokens$/,
    question: (address) => [
      "organization.tokens",
      { q: address("q"), sort: address("sort"), cursor: address("cursor"), limit: 50 },
    ],
  },
  {
    at: /^\/account\/activity$/,
    question: (address) => [
      "activity.list",
      { userId: address("user"), cursor: address("cursor"), limit: 50 },
    ],
  },
  { at: /^\/partner$/, question: (address) => ["partner.customers", { cursor: address("cursor") }] },
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
  const address = new URLSearchParams(search);
  const question =
    search.length <= LONGEST_SEARCH ? page.question?.((name) => address.get(name) ?? undefined) : undefined;
  return question ? [question, ...SESSION] : [...SESSION];
}

/** The address at which tRPC's client asks these in one batch. */
export function batchPath(questions: readonly Question[]): string {
  const inputs = questions.flatMap(([, input], nth) => (input ? [[nth, input]] : []));
  const input = encodeURIComponent(JSON.stringify(Object.fromEntries(inputs)));
  return `/trpc/${questions.map(([procedure]) => procedure).join(",")}?batch=1&input=${input}`;
}
