import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, test } from "vitest";
import type { Client, SignedInClient } from "../../../world/clients.ts";
import { bearer, signedIn, withDemo } from "../../../world/in-workerd.ts";

let superuser: SignedInClient;
let asSuperuser: Client;
let asMember: Client;
let narrowed: Client;

beforeAll(async () => {
  await withDemo();
  superuser = await signedIn("super@northwind.example");
  const member = await signedIn("member@northwind.example");
  const make = async (client: SignedInClient, scopes?: string[]) =>
    bearer((await client.rpc.tokens.create.mutate({ name: "REST", scopes })).token);
  asSuperuser = await make(superuser);
  narrowed = await make(superuser, ["reports:read"]);
  asMember = await make(member);
});

type Listed = { items: Record<string, unknown>[]; next_cursor: string | null };
const list = async (query: string) =>
  (await (await asSuperuser.fetch(`/api/v1/organization/tokens${query}`)).json()) as Listed;

describe("only for a token that is not narrowed, of a superuser", () => {
  test.each([
    ["GET", "/api/v1/organization/tokens"],
    ["GET", "/api/v1/organization/activity"],
    ["DELETE", "/api/v1/organization/tokens/000000000000"],
  ])("%s %s: 403 insufficient_scope without scope and missing", async (method, path) => {
    for (const client of [asMember, narrowed]) {
      const answer = await client.fetch(path, { method });
      expect(answer.status).toBe(403);
      const challenge = answer.headers.get("WWW-Authenticate");
      expect(challenge).toMatch(/^Bearer realm="latchkey", error="insufficient_scope"/);
      expect(challenge).not.toMatch(/\bscope=/);
      const body = (await answer.json()) as object;
      expect(body).toMatchObject({ status: 403, code: "insufficient_scope" });
      expect(body).not.toHaveProperty("missing");
    }
  });

  test("a role that is taken away is gone at once, and comes back", async () => {
    const roleOf = (role: string) =>
      env.DB.prepare("UPDATE membership SET role = ? WHERE name = 'Samuel Okafor'").bind(role).run();
    await roleOf("member");
    expect((await asSuperuser.fetch("/api/v1/organization/tokens")).status).toBe(403);
    await roleOf("superuser");
    expect((await asSuperuser.fetch("/api/v1/organization/tokens")).status).toBe(200);
  });
});

describe("GET /api/v1/organization/tokens", () => {
  test("has every API token of the organization, and nothing of their secrets", async () => {
    const { items } = await list("?limit=200");
    expect(Object.keys(items[0] ?? {})).toEqual(
      "id name purpose prefix user created_at expires_at last_used_at last_used state rotated_at earlier_secret suspended".split(
        " ",
      ),
    );
    const names = items.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(["Nightly build", "Audit export", "Edge gateway, Frankfurt"]),
    );
    expect(names).not.toContain("Customer portal");
    expect(items.every(({ prefix, id }) => prefix === `lk_${id}`)).toBe(true);
  });

  test("narrows to a state, as a member's own list does", async () => {
    const expiresAt = new Date(Date.now() + 13 * 86_400_000).toISOString();
    const { id } = await superuser.rpc.tokens.create.mutate({ name: "Soon over", expiresAt });
    const ids = ({ items }: Listed) => items.map((item) => item.id);
    const own = async (query: string) =>
      ids((await (await asSuperuser.fetch(`/api/v1/tokens${query}`)).json()) as Listed);
    expect(ids(await list("?state=expiring&q=soon"))).toEqual([id]);
    expect(ids(await list("?state=expired&q=soon"))).toEqual([]);
    expect(await own("?state=expiring")).toEqual([id]);
    expect(await own("?state=suspended")).toEqual([]);
    expect((await superuser.rpc.tokens.list.query({ state: "expiring" })).items).toMatchObject([{ id }]);
    expect(ids(await list("?sort=expires&limit=200")).indexOf(id)).toBeLessThan(5);
    expect(await list("?state=live")).toMatchObject({ status: 422, code: "state-invalid", field: "state" });
  });

  test("is searched and sorted, page by page", async () => {
    const search = await list("?q=MEI%20TAN&sort=name&limit=2");
    expect(search.items.map(({ name }) => name)).toEqual(["First steps", "Laptop (trying things out)"]);
    const next = await list(`?q=MEI%20TAN&sort=name&limit=2&cursor=${search.next_cursor}`);
    expect(next.items.map(({ name }) => name)).toEqual(["Last winter's migration", "Production integration"]);
  });

  test.each([
    "?sort=secret",
    "?sort=--name",
    "?limit=0",
    "?limit=201",
    "?cursor=x",
    `?q=${"x".repeat(101)}`,
    "?sort=name&sort=user",
  ])("%s is 422", async (query) => {
    expect((await asSuperuser.fetch(`/api/v1/organization/tokens${query}`)).status).toBe(422);
  });
});

test("DELETE /api/v1/organization/tokens/:id ends it at once, is on the owner's record, and mails them", async () => {
  const member = await signedIn("member@northwind.example");
  const { id, token } = await member.rpc.tokens.create.mutate({ name: "Forgotten" });
  const end = () => asSuperuser.fetch(`/api/v1/organization/tokens/${id}`, { method: "DELETE" });
  expect((await end()).status).toBe(204);
  const refused = await bearer(token).fetch("/api/v1/me");
  expect(refused.status).toBe(401);
  expect(refused.headers.get("WWW-Authenticate")).toContain("by an administrator");
  expect((await end()).status).toBe(404);
  const activity = await asSuperuser.fetch(`/api/v1/organization/activity?limit=1`);
  expect(await activity.json()).toMatchObject({
    items: [
      {
        action: "token.revoked",
        actor: { name: "Samuel Okafor" },
        subject: { name: "Mei Tanaka" },
        token: { id, name: "Forgotten", prefix: `lk_${id}` },
        sentence: "Samuel Okafor revoked Mei Tanaka's API token “Forgotten”.",
      },
    ],
  });
  const mails = await env.DB.prepare(
    "SELECT notice -> 'named' AS named FROM outbox WHERE recipient = 'member@northwind.example'",
  ).all();
  expect(mails.results).toEqual([
    { named: JSON.stringify([{ name: "Forgotten", prefix: `lk_${id}`, purpose: null }]) },
  ]);
});

test("a session's id is no token's", async () => {
  const { items } = await superuser.rpc.secondaryTokens.list.query();
  const session = items.find(({ kind }) => kind === "session");
  const answer = await asSuperuser.fetch(`/api/v1/organization/tokens/${session?.id}`, { method: "DELETE" });
  expect(answer.status).toBe(404);
});

test("GET /api/v1/team is what the member sees in the web app", async () => {
  const answer = (await (await asMember.fetch("/api/v1/team")).json()) as Listed;
  expect(answer.next_cursor).toBeNull();
  expect(answer.items.map(({ name }) => name)).toEqual(["ci-bot", "Mei Tanaka"]);
  expect(Object.keys(answer.items[0] ?? {})).toEqual(
    "id name email kind role permissions visibility_groups".split(" "),
  );
});

describe("activity as a file", () => {
  const file = async (name: string) => superuser.fetch(`/export/${name}`);

  test("CSV: RFC 4180, and no cell that a spreadsheet would run", async () => {
    const name = '=cmd|"/c calc"!A1, "x"';
    await superuser.rpc.organization.defineGroup.mutate({ name });
    await superuser.rpc.tokens.create.mutate({ name: "=1+1" });
    const answer = await file("activity.csv");
    expect(answer.status).toBe(200);
    expect(answer.headers.get("Content-Type")).toBe("text/csv; charset=utf-8; header=present");
    expect(answer.headers.get("Content-Disposition")).toBe('attachment; filename="activity.csv"');
    const text = await answer.text();
    expect(
      text.startsWith(
        '"id","at","action","actor_id","actor","subject_id","subject","token_prefix","token","sentence"\r\n',
      ),
    ).toBe(true);
    expect(text).toContain(`"Samuel Okafor defined the visibility group “=cmd|""/c calc""!A1, ""x""”."`);
    expect(text).toContain(`,"'=1+1",`);
    expect(text.endsWith("\r\n")).toBe(true);
  });

  test("NDJSON has every entry once, over all pages", async () => {
    const { organizationId, id } = (await env.DB.prepare(
      "SELECT organization_id AS organizationId, user_id AS id FROM membership WHERE name = 'Samuel Okafor'",
    ).first()) as { organizationId: string; id: string };
    await env.DB.prepare(
      `INSERT INTO activity (id, organization_id, actor_user_id, actor_name, action, detail, at)
       WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 499)
       SELECT printf('act_%012d', i), ?, ?, 'Samuel Okafor', 'group.defined', '{"name":"G"}', 1000 + i / 7 FROM n`,
    )
      .bind(organizationId, id)
      .run();
    const total = await env.DB.prepare("SELECT count(*) AS n FROM activity WHERE organization_id = ?")
      .bind(organizationId)
      .first<number>("n");
    const lines = new TextDecoder()
      .decode(await (await file("activity.ndjson")).arrayBuffer())
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as { id: string; at: string });
    expect(new Set(lines.map((line) => line.id)).size).toBe(total);
    expect(lines).toHaveLength(total as number);
    expect(lines.map(({ at }) => at)).toEqual(
      lines
        .map(({ at }) => at)
        .sort()
        .reverse(),
    );
  });

  test("only of one person, if asked; only for superusers; only with a session", async () => {
    const { items } = await superuser.rpc.team.list.query();
    const mara = items.find(({ name }) => name === "Mara Lindqvist")?.id;
    expect((await (await file(`activity.csv?user=${mara}`)).text()).split("\r\n")).toHaveLength(3);
    const member = await signedIn("member@northwind.example");
    expect((await member.fetch("/export/activity.csv")).status).toBe(403);
    expect((await asSuperuser.fetch("/export/activity.csv")).status).toBe(401);
    const foreign = await superuser.fetch("/export/activity.csv", {
      headers: { "sec-fetch-site": "cross-site" },
    });
    expect(foreign.status).toBe(403);
  });
});

test("partner.customers: the organizations whose partner this is, as large as they are", async () => {
  const partner = (await signedIn("partner@fabrikam.example")).rpc;
  const { items, nextCursor } = await partner.partner.customers.query();
  const tokens = await env.DB.prepare(
    "SELECT count(*) AS n FROM token JOIN organization ON organization_id = organization.id WHERE token.kind = 'api' AND organization.name = 'Northwind Labs'",
  ).first<number>("n");
  expect(items).toEqual([
    {
      id: expect.stringMatching(/^org_/),
      name: "Northwind Labs",
      members: 6,
      tokens,
      lastActivityAt: expect.stringMatching(/Z$/),
    },
  ]);
  expect(nextCursor).toBeNull();
  const refused = await superuser.fetch("/trpc/partner.customers");
  expect(refused.status).toBe(403);
});
