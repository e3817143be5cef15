import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, test } from "vitest";
import { membersByEmail } from "../../factories/members.ts";
import type { SignedInClient } from "../../world/clients.ts";
import { bearer, signedIn, withDemo } from "../../world/in-workerd.ts";
import { refusalOf } from "../../world/refusals.ts";

let ids: Awaited<ReturnType<typeof membersByEmail>>;
let master: SignedInClient["rpc"];
let superuser: SignedInClient["rpc"];
let member: SignedInClient["rpc"];
let restricted: SignedInClient["rpc"];

beforeAll(async () => {
  await withDemo();
  ids = await membersByEmail(env.DB);
  master = (await signedIn("master@northwind.example")).rpc;
  superuser = (await signedIn("super@northwind.example")).rpc;
  member = (await signedIn("member@northwind.example")).rpc;
  restricted = (await signedIn("restricted@northwind.example")).rpc;
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

describe("service users", () => {
  test("are added without an address, and their tokens are made, used and revoked by a superuser", async () => {
    const bot = await superuser.team.addServiceUser.mutate({
      name: "reader",
      permissions: ["tokens.personal", "reports:read"],
    });
    expect(bot).toMatchObject({ email: null, kind: "service", role: "member" });
    const made = await superuser.team.createToken.mutate({ userId: bot.id, name: "Reads" });
    const me = await bearer(made.token).fetch("/api/v1/me");
    expect(await me.json()).toMatchObject({
      user: { id: bot.id, kind: "service" },
      permissions: ["tokens.personal", "reports:read"],
    });
    const { items } = await superuser.activity.list.query({ userId: bot.id, limit: 1 });
    expect(items[0]?.sentence).toBe("Samuel Okafor generated reader's API token “Reads”.");
    await superuser.organization.revokeToken.mutate({ id: made.id });
    expect((await bearer(made.token).fetch("/api/v1/me")).status).toBe(401);
  });

  test("need the permission, and cannot be given more than they hold", async () => {
    const bot = await superuser.team.addServiceUser.mutate({ name: "idle", permissions: ["reports:read"] });
    const create = (scopes?: string[]) =>
      refusalOf(superuser.team.createToken.mutate({ userId: bot.id, name: "X", scopes }));
    expect(await create()).toEqual({ code: "FORBIDDEN", reason: "tokens-personal-missing" });
    await superuser.team.editMember.mutate({ userId: bot.id, permissions: ["tokens.personal"] });
    expect(await create(["reports:read"])).toMatchObject({ code: "BAD_REQUEST", reason: "scopes-not-held" });
  });

  test("people make their own tokens", async () => {
    const create = superuser.team.createToken.mutate({ userId: ids.member, name: "X" });
    expect(await refusalOf(create)).toEqual({ code: "FORBIDDEN", reason: "service-users-only" });
  });
});

describe("team.list", () => {
  const namesSeenBy = async (rpc: SignedInClient["rpc"]) =>
    (await rpc.team.list.query()).items.map(({ name }) => name);

  test("a superuser sees all, by name, page by page", async () => {
    const all = await namesSeenBy(superuser);
    expect(all).toEqual(expect.arrayContaining(["Mara Lindqvist", "ci-bot", "Rosa Delgado"]));
    const paged: string[] = [];
    let cursor: string | null = null;
    do {
      const page: { items: { name: string }[]; nextCursor: string | null } = await superuser.team.list.query({
        cursor,
        limit: 2,
      });
      paged.push(...page.items.map(({ name }) => name));
      cursor = page.nextCursor;
    } while (cursor);
    expect(paged).toEqual(all);
  });

  test("a member sees who shares a group; one without groups only themself", async () => {
    await superuser.team.editMember.mutate({ userId: ids.restricted, visibilityGroups: [] });
    expect(await namesSeenBy(restricted)).toEqual(["Rosa Delgado"]);
    const seen = await namesSeenBy(member);
    expect(seen).toEqual(expect.arrayContaining(["Mei Tanaka", "ci-bot"]));
    expect(seen).not.toContain("Rosa Delgado");
    const hidden = refusalOf(member.team.member.query({ userId: ids.restricted }));
    expect(await hidden).toEqual({ code: "NOT_FOUND", reason: "member-unknown" });
  });
});
