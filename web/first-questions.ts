import { withoutSecret } from "../worker/domain/tokens/token-in-text.ts";
import { pageAt, type Question } from "./pages.ts";

const SESSION: readonly Question[] = [["session.current"], ["profile.get"]];

/** Longer addresses are asked for by the page itself. */
const LONGEST_SEARCH = 500;

const ID = /^[\w-]*$/;

/**
 * The first questions of this page, in one batch, asked before it is known whether anybody is signed in; none for
 * public pages. The Worker names their address while the browser still loads the app's script.
 */
export function firstQuestions({ pathname, search }: { pathname: string; search: string }): Question[] {
  const found = pageAt(pathname);
  if (!found || found.page.frame === "none") return [];
  if (search.length > LONGEST_SEARCH || !ID.test(found.named)) return [...SESSION];
  const query = new URLSearchParams(search);
  const asked = (name: string) => withoutSecret(query.get(name) ?? "") || undefined;
  return [...(found.page.asks?.(asked, found.named) ?? []), ...SESSION];
}

/** The address at which tRPC's client asks these in one batch. */
export function batchPath(questions: readonly Question[]): string {
  const inputs = questions.flatMap(([, input], nth) => (input ? [[nth, input]] : []));
  const input = encodeURIComponent(JSON.stringify(Object.fromEntries(inputs)));
  return `/trpc/${questions.map(([procedure]) => procedure).join(",")}?batch=1&input=${input}`;
}
