import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, test } from "vitest";
import type { SignedInClient } from "../../world/clients.ts";
import { signedIn, withDemo } from "../../world/in-workerd.ts";
import { refusalOf } from "../../world/refusals.ts";

let master: SignedInClient["rpc"];
let superuser: SignedInClient["rpc"];
let member: SignedInClient["rpc"];

beforeAll(async () => {
  await withDemo();
  master = (await signedIn("master@northwind.example")).rpc;
  superuser = (await signedIn("super@northwind.example")).rpc;
  member = (await signedIn("member@northwind.example")).rpc;
});

describe("team.addMember", () => {
  test("invites by mail and records it, with what was given", async () => {
    const added = await superuser.team.addMember.mutate({
      email: " New.One@Northwind.example ",
      name: "New One",
      permissions: ["tokens.personal"],
      visibilityGroups: ["EMEA"],
    });
    expect(added).toMatchObject({
      email: "new.one@northwind.example",
      kind: "human",
      role: "member",
      permissions: ["tokens.personal"],
      visibilityGroups: ["EMEA"],
      deactivatedAt: null,
    });
    expect(await superuser.team.member.query({ userId: added.id })).toEqual(added);
    const mail = await env.DB.prepare("SELECT notice FROM outbox WHERE recipient = ?")
      .bind("new.one@northwind.example")
      .first<string>("notice");
    expect(JSON.parse(mail ?? "{}")).toMatchObject({
      kind: "invitation",
      userId: added.id,
      organization: "Northwind Labs",
      invitedBy: "Samuel Okafor",
    });
    const { items } = await superuser.activity.list.query({ userId: added.id });
    expect(items.map(({ sentence }) => sentence)).toEqual([
      "Samuel Okafor invited New One as Member, with tokens.personal and the visibility groups EMEA.",
    ]);
  });

  test("an address that is a member already, also of two invitations at one moment", async () => {
    const invite = () => superuser.team.addMember.mutate({ email: "twice@northwind.example", name: "Twice" });
    const outcomes = await Promise.allSettled([invite(), invite()]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await refusalOf(invite())).toEqual({ code: "CONFLICT", reason: "already-member", field: "email" });
  });

  test("only a Master Admin invites as more than a member", async () => {
    const role = "superuser" as const;
    const invite = { email: "boss2@northwind.example", name: "Boss", role };
    expect(await refusalOf(superuser.team.addMember.mutate(invite))).toMatchObject({
      reason: "master-admin-only",
    });
    expect(await master.team.addMember.mutate(invite)).toMatchObject({ role });
  });

  test("members may not", async () => {
    const invite = member.team.addMember.mutate({ email: "x@x.example", name: "X" });
    expect(await refusalOf(invite)).toEqual({ code: "FORBIDDEN", reason: "role-too-low" });
  });

  test.each([
    [{ email: "nobody", name: "X" }, "email-invalid"],
    [{ email: "x@x.example", name: " " }, "name-blank"],
    [{ email: "x@x.example", name: "X", role: "owner" }, "role-invalid"],
    [{ email: "x@x.example", name: "X", permissions: "all" }, "permissions-invalid"],
    [{ email: "x@x.example", name: "X", permissions: ["nope"] }, "permission-unknown"],
    [{ email: "x@x.example", name: "X", visibilityGroups: ["nope"] }, "group-unknown"],
    [{ email: "x@x.example", name: "X", kind: "service" }, "field-unknown"],
  ])("%j is refused with %s", async (input, reason) => {
    expect(await refusalOf(superuser.team.addMember.mutate(input as never))).toMatchObject({
      code: "BAD_REQUEST",
      reason,
    });
  });
});
