import { expect, test } from "vitest";
import { ownDomain } from "../../factories/own-domain.ts";
import { origin } from "../../world/in-workerd.ts";
import { refusalOf } from "../../world/refusals.ts";

test("says where the test is, and changes nothing by itself", async () => {
  const { set, rpc, organization } = await ownDomain();
  await set();
  expect(await rpc.organization.testIdentityProvider.mutate()).toEqual({
    url: `${origin}/sign-in/with/${organization.id}?for=test`,
  });
  expect((await rpc.organization.identityProvider.query())?.test).toBeNull();
});

test("there is nothing to test without a provider, and nothing for who is no Master Admin", async () => {
  const { set, rpc, superuser } = await ownDomain();
  expect(await refusalOf(rpc.organization.testIdentityProvider.mutate())).toEqual({
    code: "NOT_FOUND",
    reason: "provider-missing",
  });
  await set();
  const testing = (await superuser()).organization.testIdentityProvider.mutate();
  expect(await refusalOf(testing)).toMatchObject({ code: "FORBIDDEN" });
});
