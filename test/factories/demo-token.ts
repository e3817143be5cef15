import { batch, connect } from "../../db/connect.ts";
import { insertToken } from "../../db/tokens/changes.ts";
import type { TokenEndpoints } from "../../worker/domain/endpoints/own-endpoints.ts";
import type { Scopes } from "../../worker/domain/tokens/scopes.ts";
import { generateToken, type TokenKind } from "../../worker/domain/tokens/token.ts";

export type IssuedToken = { token: string; id: string; organizationId: string; userId: string };

const A_DAY_MS = 24 * 60 * 60 * 1000;

/** Issues a token to a member of the demo, named by e-mail or, for service users, by name. Times in ms UTC. */
export async function issueToken(
  env: Pick<Cloudflare.Env, "DB">,
  owner: string,
  options: {
    name?: string;
    kind?: TokenKind;
    scopes?: Scopes;
    endpoints?: TokenEndpoints;
    createdAt?: number;
    expiresAt?: number | null;
    /** Their organization, if they are a member of several. */
    organizationId?: string;
  } = {},
): Promise<IssuedToken> {
  const member = await memberOf(env, owner, options.organizationId);
  const createdAt = options.createdAt ?? Date.now();
  const kind = options.kind ?? "api";
  const { id, plain } = generateToken(kind, "lk", (length) => crypto.getRandomValues(new Uint8Array(length)));
  const expiresAt = options.expiresAt ?? (kind === "session" ? createdAt + A_DAY_MS : null);
  await batch(connect(env.DB), [
    insertToken(member, {
      id,
      kind,
      name: options.name ?? "A token",
      hash: await plain.hash(),
      scopes: options.scopes ?? null,
      endpoints: options.endpoints ?? null,
      createdAt,
      expiresAt,
    }),
  ]);
  return { token: plain.reveal(), id, ...member };
}

async function memberOf(env: Pick<Cloudflare.Env, "DB">, owner: string, organizationId?: string) {
  const row = await env.DB.prepare(
    `SELECT membership.organization_id AS organizationId, membership.user_id AS userId
     FROM membership JOIN user ON user.id = membership.user_id WHERE (user.email = ?1 OR membership.name = ?1) AND membership.organization_id = coalesce(?2, membership.organization_id)`,
  )
    .bind(owner, organizationId ?? null)
    .first<{ organizationId: string; userId: string }>();
  if (!row) throw new Error(`${owner} is nobody of the demo`);
  return row;
}

/** A token with the right form and checksum that was never issued. */
export function unknownToken(): string {
  return generateToken("api", "lk", (length) =>
    crypto.getRandomValues(new Uint8Array(length)),
  ).plain.reveal();
}
