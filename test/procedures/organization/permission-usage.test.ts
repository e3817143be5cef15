import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { DAY_MS } from "../../../worker/domain/durations.ts";
import { isolate } from "../../factories/isolate.ts";
import { scenario } from "../../factories/scenario.ts";

test("permissions that many tokens hold and few need are told", async () => {
  const { organization, member, tokens } = await scenario()
    .withOrganization({ apiPermissions: [{ key: "reports:read", description: "Can read" }] })
    .withMember({ role: "superuser", permissions: ["tokens.personal", "reports:read"] })
    .withToken()
    .withToken()
    .withToken({ scopes: ["tokens.personal"] })
    .withToken({ expiresAt: 1 })
    .written();
  const today = Math.floor(Date.now() / DAY_MS);
  const need = (nth: number, permission: string, daysAgo: number) =>
    env.DB.prepare("INSERT INTO token_permission_use VALUES (?, ?, ?)")
      .bind(tokens[nth]?.id ?? "", permission, today - daysAgo)
      .run();
  await need(0, "reports:read", 29);
  await need(1, "reports:read", 30);
  await need(2, "reports:read", 90);
  await need(0, "tokens.introspect", 0);
  const { signedIn } = isolate();
  const client = await signedIn(member.user.email ?? "");
  expect(organization.id).toMatch(/^org_/);
  expect(await client.rpc.organization.permissionUsage.query()).toEqual({
    isAll: true,
    tokens: 3,
    permissions: [
      { key: "tokens.personal", held: 3, usedIn30Days: 0, usedIn90Days: 0 },
      { key: "tokens.introspect", held: 0, usedIn30Days: 0, usedIn90Days: 0 },
      { key: "reports:read", held: 2, usedIn30Days: 1, usedIn90Days: 2 },
    ],
  });
});
