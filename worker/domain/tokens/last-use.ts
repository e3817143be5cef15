/** What a token was last used for: the request's method and path, without its query string. */
export type LastUse = { method: string; path: string };

const LONGEST_PATH = 200;
const LONGEST_METHOD = 32;
/** A token of any deployment that a client put into a path by mistake: only its id may be recorded. */
const SHORTEST_TOKEN = 1 + 1 + 12 + 1 + 38;
const TOKEN = /(?<![0-9A-Za-z])([a-z][a-z0-9]{0,11}_[0-9A-Za-z]{12}_)[0-9A-Za-z]{38}/g;
const METHOD = /^[A-Za-z-]+$/;

/** Cuts a request down to what may be recorded. `path` may be a whole request target. */
export function lastUse(method: string, path: string): LastUse {
  const bare = path.split(/[?#]/, 1)[0] as string;
  const withoutQuery = bare.length < SHORTEST_TOKEN ? bare : bare.replace(TOKEN, "$1••••");
  return {
    method: METHOD.test(method) ? method.slice(0, LONGEST_METHOD) : "",
    path:
      withoutQuery.length <= LONGEST_PATH ? withoutQuery : [...withoutQuery].slice(0, LONGEST_PATH).join(""),
  };
}
