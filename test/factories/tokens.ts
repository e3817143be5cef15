import type { MemberKey } from "../../db/tokens/tokens.ts";
import type { TokenEndpoints } from "../../worker/domain/endpoints/own-endpoints.ts";
import type { LastUse } from "../../worker/domain/tokens/last-use.ts";
import type { Scopes } from "../../worker/domain/tokens/scopes.ts";
import { generateToken, type TokenKind } from "../../worker/domain/tokens/token.ts";
import { randomBytes } from "./random-bytes.ts";

const THIRTY_DAYS_MS = 30 * 24 * 60 * 60 * 1000;

export type TokenOptions = {
  owner: MemberKey;
  kind?: TokenKind;
  name?: string;
  scopes?: Scopes;
  endpoints?: TokenEndpoints;
  /** ms UTC */
  createdAt?: number;
  expiresAt?: number | null;
  used?: { at: number; use: LastUse };
};

export type WrittenToken = Awaited<ReturnType<typeof makeToken>>;

/** A token as it is stored, together with its text, which only its maker knows. */
export async function makeToken({
  owner,
  kind = "api",
  name = "CI",
  scopes = null,
  endpoints = null,
  used,
  ...times
}: TokenOptions) {
  const { id, plain } = generateToken(kind, "lk", randomBytes);
  const createdAt = times.createdAt ?? Date.now();
  const never = kind === "session" ? createdAt + THIRTY_DAYS_MS : null;
  const row = {
    id,
    kind,
    name: kind === "session" ? "" : name,
    hash: await plain.hash(),
    scopes,
    endpoints,
    createdAt,
    expiresAt: times.expiresAt === undefined ? never : times.expiresAt,
  };
  return { id, owner, row, used, name: row.name, hash: row.hash, text: plain.reveal() };
}
