import { useSearchParams } from "@solidjs/router";
import { type Accessor, createMemo } from "solid-js";
import { createKeysetPage } from "../../lists/keyset-page.ts";
import { refreshOnFocus } from "../../lists/refresh-on-focus.ts";
import type { Token } from "../../outputs.ts";
import { ROWS } from "../../pages.ts";
import { rpc } from "../../rpc.ts";
import type { WantedToken } from "../../tokens/creating.ts";
import type { TokenEdit } from "../../tokens/token-edit.ts";
import { unlessGone } from "../../tokens/unless-gone.ts";
import { tick } from "../../ui/clock.ts";

const REFRESH_MS = 30_000;

interface Question {
  userId: string;
  sort: string | undefined;
  cursor: string | undefined;
}

/** A page of a member's API tokens, with a superuser's view and actions. */
export function createMemberTokens(userId: Accessor<string>) {
  const [address] = useSearchParams<{ sort?: string; cursor?: string }>();
  const asked = () => ({ userId: userId(), sort: address.sort, cursor: address.cursor });
  const question = createMemo<Question>(asked, asked(), {
    equals: (a, b) => a.userId === b.userId && a.sort === b.sort && a.cursor === b.cursor,
  });
  const page = createKeysetPage<Question, Token>(question, async (question, signal) => {
    const answer = await rpc.team.tokens.query({ ...question, limit: ROWS["team.tokens"] }, { signal });
    tick();
    return answer;
  });
  refreshOnFocus(page.refresh, { everyMs: REFRESH_MS });

  return {
    ...page,
    cursor: () => address.cursor,
    create: (wanted: WantedToken) => rpc.team.createToken.mutate({ userId: userId(), ...wanted }),
    async edit(id: string, edit: TokenEdit) {
      const edited = await rpc.team.editToken.mutate({ userId: userId(), id, ...edit });
      page.change(id, (token) => void Object.assign(token, edited));
      page.refresh();
    },
    async revokeMany(ids: string[]) {
      const { revoked } = await rpc.organization.revokeTokens.mutate({ ids });
      return { ended: revoked };
    },
    async revoke(id: string) {
      await rpc.organization.revokeToken.mutate({ id }).catch(unlessGone);
      page.remove(id);
      page.refresh();
    },
  };
}

export type MemberTokensPage = ReturnType<typeof createMemberTokens>;
