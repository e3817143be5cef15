import type { Accessor } from "solid-js";
import { createAnswer } from "../answer.ts";
import { createKeysetPage } from "../lists/keyset-page.ts";
import { refreshOnFocus } from "../lists/refresh-on-focus.ts";
import type { ListedState, Token } from "../outputs.ts";
import { ROWS } from "../pages.ts";
import { rpc } from "../rpc.ts";
import { tick } from "../ui/clock.ts";
import type { TokenEdit } from "./token-edit.ts";
import { unlessGone } from "./unless-gone.ts";

const REFRESH_MS = 20_000;

export interface Question {
  name: string | undefined;
  state: ListedState | undefined;
  sort: string | undefined;
  cursor: string | undefined;
}

/** One page of the member's own API tokens, and the actions on them. */
export function createOwnTokens(question: Accessor<Question>) {
  const page = createKeysetPage<Question, Token>(question, async (question, signal) => {
    const answer = await rpc.tokens.list.query({ ...question, limit: ROWS["tokens.list"] }, { signal });
    tick();
    return answer;
  });
  // "Last used" moves without any action on the page.
  refreshOnFocus(page.refresh, { everyMs: REFRESH_MS });

  const states = createAnswer(
    () => page.loaded() || undefined,
    (_, signal) => rpc.tokens.states.query(undefined, { signal }),
  );

  return {
    ...page,
    states: states.answer,
    refresh() {
      page.refresh();
      void states.retry();
    },
    create: rpc.tokens.create.mutate,
    async edit(id: string, edit: TokenEdit) {
      const edited = await rpc.tokens.edit.mutate({ id, ...edit });
      page.change(id, (token) => void Object.assign(token, edited));
      void Promise.all([page.refresh(), states.retry()]);
    },
    async revokeMany(ids: string[]) {
      const { revoked } = await rpc.tokens.revokeMany.mutate({ ids });
      return { ended: revoked };
    },
    async revoke(id: string) {
      await rpc.tokens.revoke.mutate({ id }).catch(unlessGone);
      page.remove(id);
      void Promise.all([page.refresh(), states.retry()]);
    },
  };
}
