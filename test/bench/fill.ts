import type { DatabaseSync } from "node:sqlite";
import { DAY_MS } from "../../worker/domain/durations.ts";
import { foldedMember } from "../../worker/domain/organizations/folded-member.ts";
import { fold } from "../../worker/domain/search-term.ts";

export const LARGE = "org_large0000000";

const NOW = Date.UTC(2026, 10, 22);

const JOBS = ["Nightly build", "Reporting script", "Edge gateway", "Straße report", "Backup", "Terraform"];
const GIVEN = ["Ada", "Bo", "Chiara", "Dmitri", "Élodie", "Farid", "Gülşen", "Hana", "Ivo", "Jürgen"];
const PATHS = ["/reports", "/reports/quarterly", "/api/v1/me", "/invoices", "/files/export"];

/** Always the same numbers, spread evenly, so that each run reads the same rows. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/**
 * One organization with `tokens` API tokens spread over its members, and fifty other organizations. A tenth of the
 * tokens were never used; one in a thousand is named "needle", one in two hundred "thimble".
 */
export function fill(file: DatabaseSync, tokens: number): void {
  const random = chance(7);
  file.exec("PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF; PRAGMA cache_size = -400000");
  const later = withoutIndexes(file);
  file.exec("BEGIN");
  const members = Math.max(20, Math.round(tokens / 200));
  addOrganization(file, random, LARGE, members, tokens);
  for (let at = 0; at < 50; at++) {
    addOrganization(file, random, `org_other${String(at).padStart(7, "0")}`, 10, Math.round(tokens / 500));
  }
  file.exec("COMMIT");
  for (const sql of later) file.exec(sql);
  file.exec(`INSERT INTO token_search (token_search, rank) VALUES ('hashsize', 67108864);
    INSERT INTO token_search (rowid, text)
      SELECT (number << 32) + seq, name_folded || char(10) || '_' || upper(id) || char(10) || owner_folded
      FROM token JOIN organization_tally USING (organization_id) WHERE kind = 'api' ORDER BY number, seq;
    UPDATE organization_tally SET tokens =
      (SELECT count(*) FROM token WHERE token.organization_id = organization_tally.organization_id)`);
}

/**
 * Drops the token table's indexes and triggers, which are the slowest part of inserting rows; returns the statements
 * that restore them.
 */
function withoutIndexes(file: DatabaseSync): string[] {
  const made = file
    .prepare(
      "SELECT type, name, sql FROM sqlite_master WHERE tbl_name = 'token' AND type IN ('index', 'trigger') AND sql IS NOT NULL",
    )
    .all() as { type: string; name: string; sql: string }[];
  for (const { type, name } of made) file.exec(`DROP ${type} ${name}`);
  return made.map(({ sql }) => sql);
}

function addOrganization(
  file: DatabaseSync,
  random: () => number,
  id: string,
  members: number,
  tokens: number,
) {
  file
    .prepare(
      "INSERT INTO organization (id, name, kind, api_permissions, created_at) VALUES (?, ?, 'customer', '[]', 0)",
    )
    .run(id, id);
  const addUser = file.prepare("INSERT INTO user (id, email, kind, created_at) VALUES (?, ?, 'human', 0)");
  const addMember = file.prepare(
    "INSERT INTO membership (organization_id, user_id, name, folded, role, permissions, visibility_groups, created_at) VALUES (?, ?, ?, ?, 'member', '[]', '[]', 0)",
  );
  const userId = (at: number) => `usr_${id.slice(4, 9)}${id.slice(-2)}${at}`;
  const folded: string[] = [];
  for (let at = 0; at < members; at++) {
    const name = `${GIVEN[at % GIVEN.length]} ${at}`;
    const email = `person${at}@${id.slice(4)}.example`;
    addUser.run(userId(at), email);
    folded.push(foldedMember(name, email));
    addMember.run(id, userId(at), name, folded[at] as string);
  }
  const add = file.prepare(
    `INSERT INTO token (id, organization_id, user_id, kind, name, name_folded, owner_folded, hash, scopes, created_at,
      last_used_at, last_used_method, last_used_path, sorted_used_at, sorted_usage)
     VALUES (?, ?, ?, 'api', ?, ?, ?, ?, 'all', ?, ?, ?, ?, ?, ?)`,
  );
  const hash = new Uint8Array(32);
  for (let at = 0; at < tokens; at++) {
    const owner = Math.floor(random() * members);
    const kind = at % 1000 === 3 ? "needle" : at % 200 === 5 ? "thimble" : JOBS[at % JOBS.length];
    const name = `${kind} ${at}`;
    const used = at % 10 === 0 ? null : NOW - Math.floor(random() * 365 * DAY_MS);
    const path = `${PATHS[Math.floor(random() * PATHS.length)]}/${Math.floor(random() * 10_000)}`;
    add.run(
      tokenId(random),
      id,
      userId(owner),
      name,
      fold(name),
      folded[owner] as string,
      hash,
      NOW - Math.floor(random() * 700 * DAY_MS),
      used,
      used === null ? null : "GET",
      used === null ? null : path,
      used ?? -1,
      used === null ? "" : `GET ${path}`,
    );
  }
}

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

function tokenId(random: () => number): string {
  return Array.from({ length: 12 }, () => DIGITS[Math.floor(random() * 62)]).join("");
}
