import type { Happening, OrganizationToken, Token, Usage } from "../../outputs.ts";
import { ROWS } from "../../pages.ts";
import { rpc } from "../../rpc.ts";
import type { TokenEdit } from "../../tokens/token-edit.ts";

type Signal = { signal: AbortSignal };

/** A token on its own page; `user`: its owner, if shown. */
export type ToldToken = Token & { user?: OrganizationToken["user"] };

/** Which procedures to ask about a token: the owner's, or the organization's. */
export interface Asker {
  token: (id: string, options: Signal) => Promise<ToldToken>;
  usage: (asked: { id: string; days?: number }, options: Signal) => Promise<Usage>;
  activity: (id: string, options: Signal) => Promise<{ items: Happening[]; nextCursor: string | null }>;
  edit: (token: ToldToken, edit: TokenEdit) => Promise<unknown>;
  revoke: (id: string) => Promise<unknown>;
}

const limit = ROWS["tokens.activity"];

export const AS_OWNER: Asker = {
  token: (id, options) => rpc.tokens.get.query({ id }, options),
  usage: (asked, options) => rpc.tokens.usage.query(asked, options),
  activity: (id, options) => rpc.tokens.activity.query({ id, limit }, options),
  edit: ({ id }, edit) => rpc.tokens.edit.mutate({ id, ...edit }),
  revoke: (id) => rpc.tokens.revoke.mutate({ id }),
};

export const FOR_ORGANIZATION: Asker = {
  token: (id, options) => rpc.organization.token.query({ id }, options),
  usage: (asked, options) => rpc.organization.tokenUsage.query(asked, options),
  activity: (id, options) => rpc.organization.tokenActivity.query({ id, limit }, options),
  edit: ({ id, user }, edit) => rpc.team.editToken.mutate({ userId: user?.id ?? "", id, ...edit }),
  revoke: (id) => rpc.organization.revokeToken.mutate({ id }),
};
