import { env } from "cloudflare:workers";
import { describe, expect, test, vi } from "vitest";
import { version } from "../../package.json";
import { isolate } from "../factories/isolate.ts";
import { scenario } from "../factories/scenario.ts";
import { watchedDatabase } from "../factories/watched.ts";

const health = async (bindings: Partial<Cloudflare.Env> = {}) => {
  const answer = await isolate(bindings).anonymous().fetch("/healthz");
  return { status: answer.status, body: await answer.json(), retryAfter: answer.headers.get("Retry-After") };
};

const oneMore = () =>
  env.DB.prepare("INSERT INTO d1_migrations (name) VALUES ('9999_of_tomorrow.sql')").run();

describe("GET /healthz", () => {
  test("says version and schema: the number of migrations", async () => {
    const { status, body } = await health();
    expect(status).toBe(200);
    expect(body).toEqual({ status: "ok", version, schema: env.MIGRATIONS.length });
  });

  test("what has to be looked at is said, and all else is as ever", async () => {
    const long = Date.now() - 16 * 60_000;
    await env.DB.batch([
      env.DB.prepare("INSERT INTO cron_run (cron, at) VALUES ('* * * * *', ?)").bind(long),
      env.DB.prepare(
        "INSERT INTO outbox (id, recipient, notice, created_at, next_attempt_at) VALUES ('out_late', 'x@x.example', '{}', 1, ?)",
      ).bind(long),
    ]);
    const silent = {
      get: () => Promise.reject(new Error("KV is out")),
    } as unknown as Cloudflare.Env["TOMBSTONES"];
    const { status, body } = await health({ TOMBSTONES: silent });
    expect(status).toBe(200);
    expect(body).toEqual({
      status: "ok",
      version,
      schema: env.MIGRATIONS.length,
      cron: "late",
      mail: "late",
      kv: "silent",
    });
    await env.DB.batch([env.DB.prepare("DELETE FROM cron_run"), env.DB.prepare("DELETE FROM outbox")]);
    expect((await health()).body).toEqual({ status: "ok", version, schema: env.MIGRATIONS.length });
  });

  test("a database with more migrations than this version knows: 503 schema-newer", async () => {
    const log = vi.spyOn(console, "log").mockImplementation(() => {});
    await oneMore();
    expect(await health()).toEqual({ status: 503, body: { status: "schema-newer" }, retryAfter: "60" });
    expect(log.mock.calls.join()).toContain("schema.unfit");
    await env.DB.prepare("DELETE FROM d1_migrations WHERE name = '9999_of_tomorrow.sql'").run();
  });

  test("a database that lacks one: 503 schema-older", async () => {
    vi.spyOn(console, "log").mockImplementation(() => {});
    const last = await env.DB.prepare(
      "DELETE FROM d1_migrations WHERE id = (SELECT max(id) FROM d1_migrations) RETURNING name",
    ).first("name");
    expect(await health()).toMatchObject({ status: 503, body: { status: "schema-older" } });
    await env.DB.prepare("INSERT INTO d1_migrations (name) VALUES (?)").bind(last).run();
  });

  test("an empty database: 503 schema-older", async () => {
    vi.spyOn(console, "log").mockImplementation(() => {});
    const { database } = watchedDatabase(env.DB, () => {
      throw new Error("D1_ERROR: no such table: d1_migrations: SQLITE_ERROR");
    });
    expect(await health({ DB: database })).toMatchObject({ status: 503, body: { status: "schema-older" } });
  });
});

describe("a schema that does not fit is no passing outage", () => {
  test.each(["no such table: membership", "no such column: scopes", "no such view: token_to_verify"])(
    "%s: told as such, with a reference, and logged",
    async (words) => {
      const log = vi.spyOn(console, "log").mockImplementation(() => {});
      const { token } = await scenario().withOrganization().withMember().withToken().written();
      const { database } = watchedDatabase(env.DB, () => {
        throw new Error(`D1_ERROR: ${words}: SQLITE_ERROR`);
      });
      const answer = await isolate({ DB: database }).bearer(token.text).fetch("/api/v1/me");
      const { status, code, detail, reference } = await answer.json<Record<string, string>>();
      expect({ status, code }).toEqual({ status: 503, code: "database-schema" });
      expect(detail).not.toMatch(/again in a moment/);
      expect(log.mock.calls.join()).toContain(words);
      expect(log.mock.calls.join()).toContain(reference);
    },
  );
});
