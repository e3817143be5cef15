import type { Accessor } from "solid-js";
import { createKeysetPage } from "../lists/keyset-page.ts";
import { refreshOnFocus } from "../lists/refresh-on-focus.ts";
import type { Token } from "../outputs.ts";
import { ROWS } from "../pages.ts";
import { rpc } from "../rpc.ts";
import { tick } from "../ui/clock.ts";
import { unlessGone } from "./unless-gone.ts";

const REFRESH_MS = 20_000;

export interface Question {
  name: string | undefined;
  cursor: string | undefined;
}

/** The member's own API tokens, one page of them, and what can be done to one. */
export function createOwnTokens(question: Accessor<Question>) {
  const page = createKeysetPage<Question, Token>(question, async (question, signal) => {
    const answer = await rpc.tokens.list.query({ ...question, limit: ROWS["tokens.list"] }, { signal });
    tick();
    return answer;
  });
  // "Last used" moves without anybody touching the page.
  refreshOnFocus(page.refresh, { everyMs: REFRESH_MS });

  return {
    ...page,
    create: rpc.tokens.create.mutate,
    async rename(id: string, name: string) {
      const renamed = await rpc.tokens.rename.mutate({ id, name });
      page.change(id, (token) => {
        token.name = renamed.name;
      });
      page.refresh();
    },
    async revoke(id: string) {
      await rpc.tokens.revoke.mutate({ id }).catch(unlessGone);
      page.remove(id);
      page.refresh();
    },
  };
}
