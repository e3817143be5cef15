import { env } from "cloudflare:workers";
import { beforeAll, expect, test } from "vitest";
import { issueToken } from "../../factories/demo-token.ts";
import { signedIn, withDemo } from "../../world/in-workerd.ts";

beforeAll(withDemo);

const unknown = { data: { reason: "token-unknown" } };

test("a token is told to its owner and to superusers, and to nobody else", async () => {
  const { id } = await issueToken(env, "member@northwind.example", { name: "Nightly" });
  const owner = await signedIn("member@northwind.example");
  const superuser = await signedIn("super@northwind.example");
  const stranger = await signedIn("boss@fabrikam.example");
  expect(await owner.rpc.tokens.get.query({ id })).toMatchObject({ id, name: "Nightly", state: "live" });
  expect(await superuser.rpc.organization.token.query({ id })).toMatchObject({
    id,
    state: "live",
    user: { name: "Mei Tanaka" },
  });
  await expect(superuser.rpc.tokens.get.query({ id })).rejects.toMatchObject(unknown);
  await expect(stranger.rpc.organization.token.query({ id })).rejects.toMatchObject(unknown);
  await expect(owner.rpc.organization.token.query({ id })).rejects.toMatchObject({
    data: { code: "FORBIDDEN" },
  });
});
