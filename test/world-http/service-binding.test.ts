import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, expectTypeOf, test } from "vitest";
import type snippet from "../../web/pages/docs/snippets/worker/index.ts";
import type { LatchkeyService } from "../../worker/routes/service-binding.ts";
import { issueToken, unknownToken } from "../factories/demo-token.ts";
import { type Latchkey, startLatchkey } from "../world/latchkey.ts";

const CONFIG = join(import.meta.dirname, "../../web/pages/docs/snippets/worker/wrangler.toml");

let latchkey: Latchkey;

beforeAll(async () => {
  latchkey = await startLatchkey({ alongside: [CONFIG] });
});
afterAll(() => latchkey?.stop());

const ask = (token: string | undefined, path = "/reports/42") =>
  latchkey.fetchFrom("reports", path, {
    method: "POST",
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
  });

describe("another Worker of the account verifies by RPC", () => {
  test("its types are those that the documentation's Worker expects", () => {
    type Env = Parameters<(typeof snippet)["fetch"]>[1];
    expectTypeOf<LatchkeyService>().toExtend<Env["LATCHKEY"]>();
  });

  test("a token that holds is let in, and its last usage is the other Worker's request", async () => {
    const { token, id, organizationId } = await issueToken(latchkey.env, "member@northwind.example");
    const answer = await ask(token, "/reports//./42?secret=1");
    expect(await answer.json()).toEqual({ reports: [], for: "Mei Tanaka", organization: organizationId });
    await expect
      .poll(() =>
        latchkey.sql("SELECT last_used_method AS method, last_used_path AS path FROM token WHERE id = ?", id),
      )
      .toEqual([{ method: "POST", path: "/reports/42" }]);
  });

  test("a missing permission is a 403 that names it", async () => {
    const { token } = await issueToken(latchkey.env, "gateway");
    const answer = await ask(token);
    expect(answer.status).toBe(403);
    expect(answer.headers.get("www-authenticate")).toContain('scope="reports:read"');
  });

  test("revoked at any door, it is refused from then on, and is told when and by whom", async () => {
    const { token } = await issueToken(latchkey.env, "member@northwind.example");
    expect((await ask(token)).status).toBe(200);
    expect((await latchkey.anonymous().postForm("/oauth/revoke", { token })).status).toBe(200);
    const answer = await ask(token);
    expect([answer.status, await answer.text()]).toEqual([401, expect.stringContaining("was revoked on")]);
  });

  test.each<[string, () => string | undefined]>([
    ["none", () => undefined],
    ["garbage", () => "x"],
    ["unknown", unknownToken],
  ])("%s is 401", async (_, token) => {
    const answer = await ask(token());
    expect(answer.status).toBe(401);
    expect(answer.headers.get("www-authenticate")).toMatch(/^Bearer realm="latchkey"/);
  });
});
