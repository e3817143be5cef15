import { expect, test } from "vitest";
import { isolate } from "../../../factories/isolate.ts";
import { scenario } from "../../../factories/scenario.ts";

const { bearer, anonymous } = isolate();

test("says who the token speaks for and what it may do right now", async () => {
  const { token, member, organization } = await scenario()
    .withOrganization()
    .withMember({ visibilityGroups: ["EMEA"] })
    .withToken({ name: "CI", scopes: ["reports:read", "tokens.introspect"], createdAt: 1000 })
    .written();
  expect(await (await bearer(token.text).fetch("/api/v1/me")).json()).toEqual({
    token: {
      id: token.id,
      name: "CI",
      prefix: `lk_${token.id}`,
      created_at: "1970-01-01T00:00:01.000Z",
      expires_at: null,
      scopes: ["reports:read", "tokens.introspect"],
      endpoints: null,
    },
    user: member.user,
    organization: { id: organization.id, name: organization.name, kind: "customer" },
    permissions: ["reports:read"],
    visibility_groups: ["EMEA"],
  });
});

test("a service user has no address", async () => {
  const { token } = await scenario()
    .withOrganization()
    .withMember({ kind: "service", name: "ci-bot" })
    .withToken()
    .written();
  expect(await (await bearer(token.text).fetch("/api/v1/me")).json()).toMatchObject({
    user: { email: null, kind: "service", name: "ci-bot" },
  });
});

test("all three ways of presenting a token are answered alike", async () => {
  const { token, organization } = await scenario().withOrganization().withMember().withToken().written();
  const ways: Record<string, string>[] = [
    { authorization: `Bearer ${token.text}` },
    { authorization: `Token ${token.text}` },
    { "x-account-id": organization.id, "x-auth-token": token.text },
  ];
  const bodies = await Promise.all(
    ways.map(async (way) => (await anonymous(way).fetch("/api/v1/me")).text()),
  );
  expect(new Set(bodies).size).toBe(1);
  expect(bodies[0]).toContain(token.id);
});
