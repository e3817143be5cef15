import type { CloudflareApi } from "./api.ts";

/** The account to work in: the one that is set, or the only one. @throws Error that lists the accounts */
export async function accountOf(api: CloudflareApi, named: string | undefined): Promise<string> {
  const given = process.env.CLOUDFLARE_ACCOUNT_ID || named;
  if (given) return given;
  const accounts = await api.get<{ id: string; name: string }[]>("/accounts?per_page=50");
  const [only, ...others] = accounts;
  if (only && others.length === 0) return only.id;
  if (!only) throw new Error("This sign-in reaches no account. Set CLOUDFLARE_ACCOUNT_ID.");
  const list = accounts.map(({ id, name }) => `  ${id}  ${name}`).join("\n");
  throw new Error(
    `There are several accounts. Put the right one as "accountId" into .latchkey.json, or into CLOUDFLARE_ACCOUNT_ID:\n${list}`,
  );
}
