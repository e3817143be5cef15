import { expect, test } from "vitest";
import { isolate } from "../../factories/isolate.ts";
import { scenario } from "../../factories/scenario.ts";
import { origin } from "../../world/in-workerd.ts";
import { refusalOf } from "../../world/refusals.ts";

test("one's own profile is told as this organization has it, and nothing of another", async () => {
  const { member, organization } = await scenario()
    .withOrganization({ name: "Northwind Labs" })
    .withMember({ name: "Mei Tanaka", role: "superuser", visibilityGroups: ["EMEA"] })
    .written();
  await scenario()
    .withOrganization({ name: "Elsewhere" })
    .withMember({ user: member.user, name: "M. T.", visibilityGroups: ["APAC"] })
    .written();
  const { anonymous } = isolate();
  const asked = { email: member.user.email, password: member.password, organizationId: organization.id };
  const signedIn = await anonymous({ origin }).post("/trpc/session.signIn", asked);
  const client = anonymous({ cookie: signedIn.headers.getSetCookie()[0]?.split(";")[0] ?? "" });
  expect(await client.rpc.profile.get.query()).toEqual({
    id: member.user.id,
    name: "Mei Tanaka",
    email: member.user.email,
    kind: "human",
    organization: { id: organization.id, name: "Northwind Labs", kind: "customer" },
    role: "superuser",
    visibilityGroups: ["EMEA"],
  });
});

test("nobody's is told without a session, and none to an API token", async () => {
  const { token } = await scenario().withOrganization().withMember().withToken().written();
  const { anonymous, bearer } = isolate();
  for (const client of [anonymous(), bearer(token.text)])
    expect(await refusalOf(client.rpc.profile.get.query())).toEqual({
      code: "UNAUTHORIZED",
      reason: "not-signed-in",
    });
});
