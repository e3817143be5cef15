import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { Hono } from "hono";
import { beforeAll, describe, expect, test } from "vitest";
import { latchkey as express } from "../../web/pages/docs/snippets/express/latchkey.js";
import { latchkey as latchkeyMiddleware } from "../../web/pages/docs/snippets/hono/latchkey.ts";
import { PROJECT } from "../../worker/commands/dev/settings.ts";
import { issueToken, unknownToken } from "../factories/demo-token.ts";
import { freshLatchkey } from "../world/once-per-process.ts";

const run = promisify(execFile);

const latchkey = await freshLatchkey();
let introspector: string;
let member: string;
let restricted: string;

beforeAll(async () => {
  introspector = (await issueToken(latchkey.env, "gateway")).token;
  member = (await issueToken(latchkey.env, "member@northwind.example")).token;
  restricted = (await issueToken(latchkey.env, "gateway")).token;
});
describe("the documentation's Hono middleware", () => {
  const ask = (token: string | null, url = latchkey.origin) =>
    new Hono()
      .use(latchkeyMiddleware({ url, token: introspector, permission: "reports:read" }))
      .get("/reports/42", (c) => c.json(c.var.caller))
      .request("/reports/42", { headers: token === null ? {} : { authorization: `Bearer ${token}` } });

  test("lets in a token that holds and has the permission, and knows who it is", async () => {
    const answer = await ask(member);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({
      username: "member@northwind.example",
      visibility_groups: ["EMEA"],
    });
  });

  test("401 without a token and with one that is not known, 403 without the permission", async () => {
    expect((await ask(null)).status).toBe(401);
    expect((await ask(unknownToken())).status).toBe(401);
    const answer = await ask(restricted);
    expect([answer.status, answer.headers.get("www-authenticate")]).toEqual([
      403,
      'Bearer error="insufficient_scope", scope="reports:read"',
    ]);
  });

  test("refuses from the moment on when the token is revoked", async () => {
    const { token } = await issueToken(latchkey.env, "ci-bot");
    expect((await ask(token)).status).toBe(200);
    await latchkey.anonymous().postForm("/oauth/revoke", { token });
    expect((await ask(token)).status).toBe(401);
  });

  test("503 while Latchkey is out of reach, never a yes", async () => {
    expect((await ask(member, "http://127.0.0.1:9")).status).toBe(503);
  });
});

describe("the documentation's Express middleware", () => {
  const ask = async (token: string | null, url = latchkey.origin) => {
    const guard = express({ url, token: introspector, permission: "reports:read" });
    const server = createServer((request, response) =>
      guard(request, response, () =>
        response.end(JSON.stringify((request as typeof request & { caller: unknown }).caller)),
      ),
    );
    const port = await listening(server);
    const headers: Record<string, string> = token === null ? {} : { authorization: `Bearer ${token}` };
    return fetch(`http://127.0.0.1:${port}/reports/42?page=2`, { headers }).finally(() => server.close());
  };

  test("lets in whose token holds and has the permission, and nobody else", async () => {
    const answer = await ask(member);
    expect(await answer.json()).toMatchObject({ username: "member@northwind.example" });
    const refused = await Promise.all([ask(null), ask(unknownToken()), ask(restricted)]);
    expect(refused.map(({ status }) => status)).toEqual([401, 401, 403]);
    expect((await ask(member, "http://127.0.0.1:9")).status).toBe(503);
  });
});

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

describe("the documentation's rotation in a cron job", () => {
  test("gives the token in a file its next secret, and leaves it as it is where none comes", async () => {
    const { rpc } = await latchkey.signedIn("member@northwind.example");
    const { token } = await rpc.tokens.create.mutate({ name: "Cron", selfRotation: true });
    const folder = await mkdtemp(join(tmpdir(), "latchkey-rotate-"));
    const file = join(folder, "token");
    const script = join(folder, "rotate.sh");
    const text = await readFile(join(PROJECT, "web/pages/docs/snippets/rotate.sh"), "utf8");
    expect(text.trimEnd().split("\n")).toHaveLength(10);
    await writeFile(script, text.replace("https://latchkey.example.com", latchkey.origin));
    await writeFile(file, token);
    await run("sh", [script, file]);
    const rotated = (await readFile(file, "utf8")).trim();
    expect(rotated).not.toBe(token);
    expect((await latchkey.bearer(rotated).fetch("/api/v1/me")).status).toBe(200);
    expect((await latchkey.bearer(token).fetch("/api/v1/me")).status).toBe(401);
    await writeFile(file, unknownToken());
    await expect(run("sh", [script, file])).rejects.toThrow("401");
    expect(await readFile(file, "utf8")).toMatch(/^lk_/);
    await rm(folder, { recursive: true });
  });
});
