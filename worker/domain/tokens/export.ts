import { csvLine, type Format } from "../exported-file.ts";

/** An API token as the organization's list shows it. */
type ToldToken = {
  id: string;
  name: string;
  purpose: string | null;
  prefix: string;
  user: { id: string; name: string; email: string | null };
  state: string;
  createdAt: string;
  expiresAt: string | null;
  lastUsedAt: string | null;
  lastUsed: { method: string; path: string } | null;
  scopes: readonly string[] | null;
  endpoints: readonly string[] | null;
};

const COLUMNS =
  "id name purpose prefix user_id user email state created_at expires_at last_used_at last_usage scopes endpoints".split(
    " ",
  );

/** Items of a list are separated by line breaks, which no spreadsheet takes for the start of another cell. */
const listed = (items: readonly string[] | null) => items?.join("\n") ?? null;

export const TOKENS_CSV: Format<ToldToken> = {
  type: "text/csv; charset=utf-8; header=present",
  head: csvLine(COLUMNS),
  line: ({ user, lastUsed, scopes, endpoints, ...token }) =>
    csvLine([
      token.id,
      token.name,
      token.purpose,
      token.prefix,
      user.id,
      user.name,
      user.email,
      token.state,
      token.createdAt,
      token.expiresAt,
      token.lastUsedAt,
      lastUsed && `${lastUsed.method} ${lastUsed.path}`,
      listed(scopes),
      listed(endpoints),
    ]),
  cut: (sentence) => csvLine(COLUMNS.map((column) => (column === "name" ? sentence : null))),
};
