import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type IssuedToken, issueToken, unknownToken } from "../factories/demo-token.ts";
import { freePort } from "../world/free-port.ts";
import { freshLatchkey } from "../world/once-per-process.ts";
import { PROGRAMS } from "./apis/programs.ts";

const latchkey = await freshLatchkey();
let member: IssuedToken;
let gateway: IssuedToken;

/** Whether the programs can reach Latchkey. */
let isOpen = true;
const way = createServer(async (request, response) => {
  if (!isOpen) return void request.socket.destroy();
  const { url, method, headers } = request;
  const { authorization = "", "content-type": type = "" } = headers;
  const answer = await fetch(latchkey.origin + url, {
    method,
    headers: { authorization, "content-type": type },
    body: await text(request),
  });
  response.writeHead(answer.status, { "Content-Type": "application/json" }).end(await answer.text());
});

beforeAll(async () => {
  member = await issueToken(latchkey.env, "member@northwind.example");
  gateway = await issueToken(latchkey.env, "gateway");
  await new Promise<void>((resolve) => way.listen(0, "127.0.0.1", resolve));
});
afterAll(() => way.close());

describe.each(Object.entries(PROGRAMS))("the documentation's code for %s", (name, start) => {
  /** The accepted schemes; the challenge names the first. */
  const schemes = name.startsWith("Django") ? ["Token", "Bearer"] : ["Bearer"];
  let port: number;
  let program: Awaited<ReturnType<typeof start>>;

  beforeAll(async () => {
    port = await freePort();
    const url = `http://127.0.0.1:${(way.address() as AddressInfo).port}`;
    program = await start({ port, env: { LATCHKEY_URL: url, LATCHKEY_TOKEN: gateway.token } });
  });
  afterAll(() => program?.stop());

  const ask = (authorization?: string) =>
    fetch(`http://127.0.0.1:${port}/reports/42?page=2`, { headers: authorization ? { authorization } : {} });

  test("lets in whose token holds and has the permission, and knows who it is", async () => {
    for (const scheme of schemes) {
      const answer = await ask(`${scheme} ${member.token}`);
      expect(answer.status).toBe(200);
      expect(await answer.json()).toMatchObject({
        username: "member@northwind.example",
        visibility_groups: ["EMEA"],
      });
    }
    await expect
      .poll(() =>
        latchkey.sql(
          "SELECT last_used_method AS method, last_used_path AS path FROM token WHERE id = ?",
          member.id,
        ),
      )
      .toEqual([{ method: "GET", path: "/reports/42" }]);
  });

  test("401 without a token, with another scheme and with one that is not known", async () => {
    for (const authorization of [undefined, "Basic abc", `Bearer ${unknownToken()}`]) {
      const answer = await ask(authorization);
      expect(answer.status).toBe(401);
      expect(answer.headers.get("www-authenticate")).toMatch(
        name.startsWith("Django") ? /^Token/ : /^Bearer/,
      );
    }
  });

  test("403 without the permission", async () => {
    expect((await ask(`Bearer ${gateway.token}`)).status).toBe(403);
  });

  test("refuses from the moment on when the token is revoked", async () => {
    const { token } = await issueToken(latchkey.env, "ci-bot");
    expect((await ask(`Bearer ${token}`)).status).toBe(200);
    await latchkey.anonymous().postForm("/oauth/revoke", { token });
    expect((await ask(`Bearer ${token}`)).status).toBe(401);
  });

  test("503 while Latchkey is out of reach, never a yes", async () => {
    isOpen = false;
    const answer = await ask(`Bearer ${member.token}`);
    isOpen = true;
    expect(answer.status).toBe(503);
  });
});
