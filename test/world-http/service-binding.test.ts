import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, expectTypeOf, test } from "vitest";
import type snippet from "../../web/pages/docs/snippets/worker/index.ts";
import type { LatchkeyService } from "../../worker/routes/service-binding.ts";
import { issueToken, unknownToken } from "../factories/demo-token.ts";
import { type Latchkey, startLatchkey } from "../world/latchkey.ts";

const CONFIG = join(import.meta.dirname, "../../web/pages/docs/snippets/worker/wrangler.toml");

let latchkey: Latchkey;

/** As the documentation's Worker names it. */
const organizationId = "YOUR_ACCOUNT_ID";

beforeAll(async () => {
  latchkey = await startLatchkey({ alongside: [CONFIG] });
  await latchkey.sql(
    `INSERT INTO organization (id, name, kind, partner_id, api_permissions, created_at)
     SELECT ?, 'Reports', 'customer', NULL, api_permissions, created_at FROM organization WHERE name = 'Northwind Labs'`,
    organizationId,
  );
  await latchkey.sql(
    `INSERT INTO membership (organization_id, user_id, name, folded, role, permissions, visibility_groups, created_at)
     SELECT ?, user_id, name, folded, role, permissions, visibility_groups, created_at
     FROM membership WHERE name IN ('Mei Tanaka', 'gateway')`,
    organizationId,
  );
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
    const { token, id } = await issueToken(latchkey.env, "member@northwind.example", { organizationId });
    const answer = await ask(token, "/reports//./42?secret=1");
    expect(await answer.json()).toEqual({ reports: [], for: "Mei Tanaka", organization: organizationId });
    await expect
      .poll(() =>
        latchkey.sql("SELECT last_used_method AS method, last_used_path AS path FROM token WHERE id = ?", id),
      )
      .toEqual([{ method: "POST", path: "/reports/42" }]);
  });

  test("a missing permission is a 403 that names it", async () => {
    const { token } = await issueToken(latchkey.env, "gateway", { organizationId });
    const answer = await ask(token);
    expect(answer.status).toBe(403);
    expect(answer.headers.get("www-authenticate")).toContain('scope="reports:read"');
  });

  test("a token of another organization is a 403, whatever it may there", async () => {
    const { token } = await issueToken(latchkey.env, "super@northwind.example");
    const answer = await ask(token);
    expect([answer.status, await answer.text()]).toEqual([
      403,
      expect.stringContaining("another organization"),
    ]);
  });

  test("revoked at any door, it is refused from then on, and is told when and by whom", async () => {
    const { token } = await issueToken(latchkey.env, "member@northwind.example", { organizationId });
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
