import { env } from "cloudflare:workers";
import { beforeAll, expect, test } from "vitest";
import { issueToken } from "../../factories/demo-token.ts";
import { isolate } from "../../factories/isolate.ts";
import { membersByEmail } from "../../factories/members.ts";
import { signedIn, withDemo } from "../../world/in-workerd.ts";

beforeAll(withDemo);

test("a member's tokens that are refused and called all the same are told, with what for", async () => {
  const superuser = await signedIn("super@northwind.example");
  const { member: userId } = await membersByEmail(env.DB);
  const asked = async () => (await superuser.rpc.team.stillCalled.query({ userId: userId as string })).items;
  const issue = () => issueToken(env, "member@northwind.example");
  const [revoked, suspended, live, quiet] = [await issue(), await issue(), await issue(), await issue()];
  for (const { id } of [revoked, quiet]) await superuser.rpc.organization.revokeToken.mutate({ id });
  await superuser.rpc.organization.suspendToken.mutate({ id: suspended.id });
  expect(await asked()).toEqual([]);
  const { bearer, settled } = isolate();
  for (const { token } of [revoked, suspended, live]) {
    await bearer(token).fetch("/forward-auth", {
      headers: { "x-original-method": "GET", "x-original-uri": "/reports/42" },
    });
  }
  await settled();
  const found = (await asked()).map(({ token, isRevoked, count, request }) => [
    token.id,
    isRevoked,
    count,
    request,
  ]);
  const request = { method: "GET", route: "/reports/{id}" };
  expect(new Set(found)).toEqual(
    new Set([
      [revoked.id, true, 1, request],
      [suspended.id, false, 1, request],
    ]),
  );
});
