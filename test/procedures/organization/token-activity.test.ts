import { beforeAll, expect, test } from "vitest";
import { isolate } from "../../factories/isolate.ts";
import { signedIn, withDemo } from "../../world/in-workerd.ts";
import { refusalOf } from "../../world/refusals.ts";

beforeAll(withDemo);

test("what happened with a token is told of it alone, also when it has ended, with what for it is still tried", async () => {
  const owner = await signedIn("member@northwind.example");
  const superuser = await signedIn("super@northwind.example");
  const { id, token } = await owner.rpc.tokens.create.mutate({ name: "Nightly" });
  await owner.rpc.tokens.create.mutate({ name: "Another" });
  await superuser.rpc.organization.suspendToken.mutate({ id });
  await superuser.rpc.organization.revokeToken.mutate({ id });
  const { bearer, settled } = isolate();
  await bearer(token).fetch("/forward-auth/nginx/org_000000000000", {
    headers: { "x-original-method": "PUT", "x-original-uri": "/reports/42?q=1" },
  });
  await settled();
  const all = await owner.rpc.tokens.activity.query({ id });
  expect(all.items.map(({ action }) => action)).toEqual([
    "token.revoked",
    "token.suspended",
    "token.created",
  ]);
  expect(all.items[0]).toMatchObject({
    refusedSince: { count: 1 },
    lastRefused: { method: "PUT", route: "/reports/{id}" },
  });
  const first = await superuser.rpc.organization.tokenActivity.query({ id, limit: 2 });
  const { items } = await superuser.rpc.organization.tokenActivity.query({ id, cursor: first.nextCursor });
  expect([...first.items, ...items]).toEqual(all.items);
  const none = { items: [], nextCursor: null };
  expect(await superuser.rpc.tokens.activity.query({ id })).toEqual(none);
  const stranger = await signedIn("boss@fabrikam.example");
  expect(await stranger.rpc.organization.tokenActivity.query({ id })).toEqual(none);
});

test("is a superuser's to see", async () => {
  const owner = await signedIn("member@northwind.example");
  const { id } = await owner.rpc.tokens.create.mutate({ name: "Nightly" });
  expect(await refusalOf(owner.rpc.organization.tokenActivity.query({ id }))).toEqual({
    code: "FORBIDDEN",
    reason: "role-too-low",
  });
});
