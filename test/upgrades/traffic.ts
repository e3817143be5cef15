import { createHash } from "node:crypto";
import type { D1Database } from "@cloudflare/workers-types";
import { generateToken } from "../../worker/domain/tokens/token.ts";

/** Somebody who sends requests: an API token and a session of a Master Admin, in an organization of their own. */
export interface Caller {
  name: string;
  organizationId: string;
  userId: string;
  token: string;
  tokenId: string;
  session: string;
  sessionId: string;
}

/** A caller that no database knows. */
export function newCaller(name: string): Caller {
  const ofTwelve = name.padStart(12, "0");
  const [token, session] = [newSecret("api"), newSecret("session")];
  return {
    name,
    organizationId: `org_${ofTwelve}`,
    userId: `usr_${ofTwelve}`,
    token: token.text,
    tokenId: token.id,
    session: session.text,
    sessionId: session.id,
  };
}

function newSecret(kind: "api" | "session") {
  const { id, plain } = generateToken(kind, "lk", (length) => crypto.getRandomValues(new Uint8Array(length)));
  return { id, text: plain.reveal() };
}

/** Writes a caller with the columns of the first schema, which every later one has too. */
export async function insertCaller(database: D1Database, caller: Caller): Promise<Caller> {
  const { name, organizationId, userId } = caller;
  const now = Date.now();
  const insertToken = (
    id: string,
    kind: string,
    secret: string,
    scopes: string | null,
    expiresAt: number | null,
  ) =>
    database
      .prepare(
        `INSERT INTO token (id, organization_id, user_id, kind, name, name_folded, hash, scopes, created_at, expires_at)
          VALUES (?, ?, ?, ?, 'CI', 'CI', ?, ?, ?, ?)`,
      )
      .bind(
        id,
        organizationId,
        userId,
        kind,
        createHash("sha256").update(secret).digest(),
        scopes,
        now,
        expiresAt,
      );
  await database.batch([
    database.prepare(
      `INSERT INTO organization (id, name, kind, api_permissions, created_at)
        VALUES ('${organizationId}', '${name}', 'customer', '[{"key":"reports:read","description":"Can read"}]', 1)`,
    ),
    database.prepare(
      `INSERT INTO user (id, email, kind, created_at) VALUES ('${userId}', '${name}@a.example', 'human', 1)`,
    ),
    database.prepare(
      `INSERT INTO membership (organization_id, user_id, name, role, permissions, visibility_groups, created_at)
        VALUES ('${organizationId}', '${userId}', '${name}', 'master_admin', '["tokens.personal","tokens.introspect","reports:read"]', '[]', 1)`,
    ),
    insertToken(caller.tokenId, "api", caller.token, "all", null),
    insertToken(caller.sessionId, "session", caller.session, null, now + 86_400_000),
  ]);
  return caller;
}

/** The Worker that gets the requests. */
export interface Door {
  origin: string;
  fetch(path: string, init: RequestInit): Promise<Response>;
}

type Ask = (door: Door, caller: Caller) => Promise<Response>;

const bearer = ({ token }: Caller) => ({ authorization: `Bearer ${token}` });
const get =
  (path: string): Ask =>
  (door, caller) =>
    door.fetch(path, { headers: bearer(caller) });
const rpc =
  (name: string, body?: object): Ask =>
  (door, { session }) =>
    door.fetch(`/trpc/${name}`, {
      method: body ? "POST" : "GET",
      headers: {
        cookie: `__Host-latchkey=${session}`,
        origin: door.origin,
        "sec-fetch-site": "same-origin",
        "content-type": "application/json",
      },
      ...(body && { body: JSON.stringify(body) }),
    });

/** The daily requests of programs, gateways and people, mutations included. */
const REQUESTS: Record<string, Ask> = {
  me: get("/api/v1/me"),
  "list tokens": get("/api/v1/tokens"),
  "list of the organization": get("/api/v1/organization/tokens"),
  "forward-auth": get("/forward-auth"),
  introspect: (door, caller) =>
    door.fetch("/oauth/introspect", {
      method: "POST",
      headers: bearer(caller),
      body: new URLSearchParams({ token: caller.token }),
    }),
  "make and revoke": async (door, caller) => {
    const made = await rpc("tokens.create", { name: "Made meanwhile" })(door, caller);
    if (!made.ok) return made;
    const { result } = (await made.json()) as { result: { data: { id: string; token: string } } };
    const used = await get("/api/v1/me")(door, { ...caller, token: result.data.token });
    if (!used.ok) return used;
    const revoked = await rpc("tokens.revoke", { id: result.data.id })(door, caller);
    if (!revoked.ok) return revoked;
    const after = await get("/api/v1/me")(door, { ...caller, token: result.data.token });
    return after.status === 401 ? revoked : new Response("a revoked token was not refused", { status: 599 });
  },
  "the session": rpc("session.current"),
  profile: rpc("profile.get"),
  "own tokens": rpc("tokens.list"),
  "everybody's tokens": rpc("organization.tokens"),
  team: rpc("team.list"),
  activity: rpc("activity.list"),
  rename: (door, caller) => rpc("profile.rename", { name: `Named at ${performance.now()}` })(door, caller),
};

export interface Answered {
  request: string;
  status: number;
  /** The text of a failure, and when to ask again. */
  words: string;
  retryAfter: string | null;
}

/** Sends one request of each kind, one after another. */
export async function ask(door: Door, caller: Caller, kinds = Object.keys(REQUESTS)): Promise<Answered[]> {
  const answered: Answered[] = [];
  for (const request of kinds) {
    const answer = await (REQUESTS[request] as Ask)(door, caller);
    const words = await answer.text();
    answered.push({
      request,
      status: answer.status,
      words: answer.ok ? "" : words.slice(0, 300),
      retryAfter: answer.headers.get("retry-after"),
    });
  }
  return answered;
}
