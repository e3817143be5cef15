import { createHash } from "node:crypto";
import { generateToken } from "../../worker/domain/tokens/token.ts";
import type { Call } from "./load.ts";
import type { Subject } from "./subject.ts";

const CATALOGUE = 200;
const OWN = 20;

export const LIMITED = `/forward-auth, a hot token with ${OWN} endpoints among ${CATALOGUE}, beside one without any`;

/** Two organizations that differ only in their endpoints, and a token of each. */
export type Limited = { free: Holder; limited: Holder };

type Holder = { token: string; organizationId: string };

const randomBytes = (length: number) => crypto.getRandomValues(new Uint8Array(length));

/** Each of two permissions opens half of the catalogue's endpoints; the token's own are from both halves. */
export async function populateLimited({ database }: Subject): Promise<Limited> {
  const all = Array.from({ length: CATALOGUE }, (_, n) => `GET /v1/resource${n}/{id}/rows/{row}`);
  const endpoints = {
    "reports:read": all.slice(0, CATALOGUE / 2),
    "reports:write": all.slice(CATALOGUE / 2),
  };
  const own = Array.from({ length: OWN }, (_, n) => all[n * (CATALOGUE / OWN)]);
  const make = async (id: string, catalogue: object, limit: string): Promise<Holder> => {
    const version = Object.keys(catalogue).length > 0 ? `cat_${id}` : null;
    const { id: tokenId, plain } = generateToken("api", "lk", randomBytes);
    const hash = createHash("sha256").update(plain.reveal()).digest("hex");
    await database.batch([
      database
        .prepare(
          `INSERT INTO organization (id, name, kind, api_permissions, endpoints, endpoints_version, created_at)
           VALUES (?, ?, 'customer', '[{"key":"reports:read","description":"Can read"},{"key":"reports:write","description":"Can write"}]', ?, ?, 0)`,
        )
        .bind(id, id, JSON.stringify(catalogue), version),
      database
        .prepare(
          `INSERT INTO membership (organization_id, user_id, name, role, permissions, visibility_groups, created_at)
           VALUES (?, 'usr_000000000001', 'Member', 'member', '["tokens.personal","reports:read","reports:write"]', '[]', 0)`,
        )
        .bind(id),
      database
        .prepare(
          `INSERT INTO token (id, organization_id, user_id, kind, name, name_folded, hash, scopes, endpoints, created_at)
           VALUES (?, ?, 'usr_000000000001', 'api', 'Token', 'TOKEN', unhex(?), 'all', ?, 0)`,
        )
        .bind(tokenId, id, hash, limit),
    ]);
    return { token: plain.reveal(), organizationId: id };
  };
  return {
    free: await make("org_free00000000", {}, "all"),
    limited: await make("org_limited00000", endpoints, JSON.stringify(own)),
  };
}

/** The same requests for each holder, all of which are accepted. */
export function limitedCalls({ token, organizationId }: Holder, howMany: number): Call[] {
  return Array.from({ length: howMany }, (_, nth) => ({
    path: `/forward-auth/nginx/${organizationId}`,
    method: "GET",
    headers: {
      Authorization: `Bearer ${token}`,
      "X-Original-Method": "GET",
      "X-Original-URI": `/v1/resource${(nth % OWN) * (CATALOGUE / OWN)}/42/rows/7?page=${nth}`,
    },
    expect: [200],
  }));
}
