import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, test } from "vitest";
import { membersByEmail } from "../../factories/members.ts";
import type { SignedInClient } from "../../world/clients.ts";
import { signedIn, withDemo } from "../../world/in-workerd.ts";
import { refusalOf } from "../../world/refusals.ts";

let ids: Awaited<ReturnType<typeof membersByEmail>>;
let superuser: SignedInClient["rpc"];
let member: SignedInClient["rpc"];

beforeAll(async () => {
  await withDemo();
  ids = await membersByEmail(env.DB);
  superuser = (await signedIn("super@northwind.example")).rpc;
  member = (await signedIn("member@northwind.example")).rpc;
});

describe("team.tokens", () => {
  test("a superuser sees a service user's API tokens, newest first, without their secrets", async () => {
    const { items, nextCursor } = await superuser.team.tokens.query({ userId: ids["ci-bot"] });
    expect(items.map(({ name }) => name)).toEqual(["Release pipeline", "Nightly build"]);
    expect(nextCursor).toBeNull();
    expect(items[0]).toEqual({
      id: expect.stringMatching(/^\w{12}$/),
      name: "Release pipeline",
      purpose: null,
      prefix: `lk_${items[0]?.id}`,
      createdAt: expect.any(String),
      expiresAt: expect.any(String),
      lastUsedAt: expect.any(String),
      lastUsed: { method: "GET", path: "/reports/release-notes" },
      scopes: ["reports:read"],
      endpoints: null,
      state: "live",
      rotatedAt: null,
      earlierSecret: null,
      suspended: null,
    });
  });

  test("what they generated there stands first, and is gone once revoked", async () => {
    const { id } = await superuser.team.createToken.mutate({ userId: ids.gateway, name: "Spare" });
    const listed = await superuser.team.tokens.query({ userId: ids.gateway, limit: 1 });
    expect(listed.items.map((token) => token.id)).toEqual([id]);
    expect(listed.nextCursor).not.toBeNull();
    await superuser.organization.revokeToken.mutate({ id });
    const { items } = await superuser.team.tokens.query({ userId: ids.gateway });
    expect(items.map((token) => token.id)).not.toContain(id);
  });

  test("sessions are not among them", async () => {
    const { items } = await superuser.team.tokens.query({ userId: ids.super });
    expect(items.map(({ name }) => name).sort()).toEqual(["Backup job", "On-call dashboard", "Terraform"]);
  });

  test("a member is refused, and another organization's member is as unknown as nobody", async () => {
    expect(await refusalOf(member.team.tokens.query({ userId: ids.member }))).toMatchObject({
      code: "FORBIDDEN",
      reason: "role-too-low",
    });
    const unknown = { code: "NOT_FOUND", reason: "member-unknown" };
    expect(await refusalOf(superuser.team.tokens.query({ userId: ids.partner }))).toEqual(unknown);
    expect(await refusalOf(superuser.team.tokens.query({ userId: "usr_000000000000" }))).toEqual(unknown);
  });
});
