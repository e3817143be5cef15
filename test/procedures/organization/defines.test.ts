import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, test } from "vitest";
import { membersByEmail } from "../../factories/members.ts";
import type { SignedInClient } from "../../world/clients.ts";
import { signedIn, withDemo } from "../../world/in-workerd.ts";
import { refusalOf } from "../../world/refusals.ts";

let ids: Awaited<ReturnType<typeof membersByEmail>>;
let rpc: SignedInClient["rpc"];

beforeAll(async () => {
  await withDemo();
  ids = await membersByEmail(env.DB);
  rpc = (await signedIn("super@northwind.example")).rpc;
});

async function home() {
  const answer = await rpc.organization.home.query();
  if (!("definedGroups" in answer)) expect.unreachable("a superuser's home tells what is defined");
  return answer;
}

const sentences = async (limit: number) =>
  (await rpc.activity.list.query({ limit })).items.map(({ sentence }) => sentence);

describe("visibility groups", () => {
  test("are defined once, renamed with their members, and removed from them", async () => {
    await rpc.organization.defineGroup.mutate({ name: "LATAM" });
    await rpc.organization.defineGroup.mutate({ name: "LATAM" });
    expect((await home()).definedGroups).toEqual(["APAC", "EMEA", "LATAM"]);
    await rpc.team.editMember.mutate({ userId: ids.member, visibilityGroups: ["LATAM", "EMEA"] });
    await rpc.organization.defineGroup.mutate({ name: "LATAM", newName: "Americas" });
    const member = () => rpc.team.member.query({ userId: ids.member });
    expect((await member()).visibilityGroups).toEqual(["Americas", "EMEA"]);
    await rpc.organization.removeGroup.mutate({ name: "Americas" });
    expect((await member()).visibilityGroups).toEqual(["EMEA"]);
    expect((await home()).definedGroups).toEqual(["APAC", "EMEA"]);
    expect(new Set(await sentences(4))).toEqual(
      new Set([
        "Samuel Okafor removed the visibility group “Americas”.",
        "Samuel Okafor renamed the visibility group “LATAM” to “Americas”.",
        "Samuel Okafor changed Mei Tanaka's visibility groups from EMEA to LATAM, EMEA.",
        "Samuel Okafor defined the visibility group “LATAM”.",
      ]),
    );
  });

  test.each([
    [{ name: "nowhere", newName: "X" }, "NOT_FOUND", "group-missing"],
    [{ name: "EMEA", newName: "APAC" }, "CONFLICT", "group-exists"],
    [{ name: "" }, "BAD_REQUEST", "name-blank"],
    [{ name: "emea" }, "CONFLICT", "group-exists"],
    [{ name: "APAC", newName: "Emea" }, "CONFLICT", "group-exists"],
  ])("%j: %s", async (input, code, reason) => {
    expect(await refusalOf(rpc.organization.defineGroup.mutate(input))).toMatchObject({ code, reason });
  });

  test("may be spelled another way", async () => {
    await rpc.organization.defineGroup.mutate({ name: "APAC", newName: "Apac" });
    expect((await home()).definedGroups).toEqual(["Apac", "EMEA"]);
    await rpc.organization.defineGroup.mutate({ name: "Apac", newName: "APAC" });
  });

  test("say before they are removed who is in them, and permissions who holds them", async () => {
    const inGroup = await rpc.organization.previewRemoval.query({ group: "EMEA" });
    expect(inGroup).toMatchObject({ tokens: 0, names: expect.arrayContaining(["Mei Tanaka"]) });
    expect(inGroup.members).toBeGreaterThanOrEqual(inGroup.names.length);
    const holding = async () => rpc.organization.previewRemoval.query({ permission: "reports:read" });
    const before = await holding();
    const member = (await signedIn("member@northwind.example")).rpc;
    const made = await member.tokens.create.mutate({ name: "Narrow", scopes: ["reports:read"] });
    expect(await holding()).toEqual({ ...before, tokens: before.tokens + 1 });
    await member.tokens.revoke.mutate({ id: made.id });
    expect(await rpc.organization.previewRemoval.query({ group: "nowhere" })).toEqual({
      members: 0,
      names: [],
      tokens: 0,
    });
  });

  test("one that is removed while it is given to somebody is given to nobody", async () => {
    await rpc.organization.defineGroup.mutate({ name: "Brief" });
    await Promise.allSettled([
      rpc.team.editMember.mutate({ userId: ids.member, visibilityGroups: ["Brief"] }),
      rpc.organization.removeGroup.mutate({ name: "Brief" }),
    ]);
    expect((await rpc.team.member.query({ userId: ids.member })).visibilityGroups).not.toContain("Brief");
  });
});

describe("permissions", () => {
  test("are defined, described anew, granted, and removed from who held them", async () => {
    const { definePermission, removePermission } = rpc.organization;
    await definePermission.mutate({ key: "invoices:read", description: "Can read invoices" });
    await definePermission.mutate({ key: "invoices:read", description: "Can see invoices" });
    expect((await home()).apiPermissions.at(-1)).toEqual({
      key: "invoices:read",
      description: "Can see invoices",
      endpoints: [],
    });
    await rpc.team.editMember.mutate({ userId: ids.restricted, permissions: ["invoices:read"] });
    await removePermission.mutate({ key: "invoices:read" });
    const held = await env.DB.prepare("SELECT permissions FROM membership WHERE user_id = ?")
      .bind(ids.restricted)
      .first("permissions");
    expect(held).toBe("[]");
    expect(await refusalOf(removePermission.mutate({ key: "invoices:read" }))).toMatchObject({
      code: "NOT_FOUND",
      reason: "permission-missing",
    });
    expect(await sentences(1)).toEqual([
      "Samuel Okafor removed the permission invoices:read: “Can see invoices”.",
    ]);
  });

  test("of several defined at one moment none is lost", async () => {
    const keys = ["a:1", "a:2", "a:3"];
    await Promise.all(
      keys.map((key) => rpc.organization.definePermission.mutate({ key, description: `Can ${key}` })),
    );
    const { apiPermissions } = await home();
    expect(apiPermissions.map(({ key }) => key)).toEqual(expect.arrayContaining(keys));
  });

  test.each([
    ["tokens.personal", "permission-built-in"],
    ["tokens.mine", "permission-built-in"],
    ["a b", "permission-key-invalid"],
    ["", "permission-key-invalid"],
    ["é", "permission-key-invalid"],
    ['"', "permission-key-invalid"],
  ])("the key %j is refused", async (key, reason) => {
    const define = rpc.organization.definePermission.mutate({ key, description: "Can" });
    expect(await refusalOf(define)).toEqual({ code: "BAD_REQUEST", reason, field: "key" });
  });
});

test("a member's home has the cards that they may open, and nothing to define", async () => {
  const member = (await signedIn("member@northwind.example")).rpc;
  expect(await member.organization.home.query()).toEqual({
    id: expect.stringMatching(/^org_/),
    name: "Northwind Labs",
    kind: "customer",
    cards: ["users"],
  });
  expect((await home()).cards).toEqual(["users", "api-tokens", "activity"]);
});
