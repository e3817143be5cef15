import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, test } from "vitest";
import { membersByEmail } from "../../factories/members.ts";
import type { SignedInClient } from "../../world/clients.ts";
import { signedIn, withDemo } from "../../world/in-workerd.ts";
import { refusalOf } from "../../world/refusals.ts";

let ids: Awaited<ReturnType<typeof membersByEmail>>;
let master: SignedInClient["rpc"];
let superuser: SignedInClient["rpc"];
let member: SignedInClient["rpc"];

beforeAll(async () => {
  await withDemo();
  ids = await membersByEmail(env.DB);
  master = (await signedIn("master@northwind.example")).rpc;
  superuser = (await signedIn("super@northwind.example")).rpc;
  member = (await signedIn("member@northwind.example")).rpc;
});

describe("team.editMember", () => {
  test("what is given replaces what was, the rest stays", async () => {
    const before = await superuser.team.member.query({ userId: ids.restricted });
    const edited = await superuser.team.editMember.mutate({
      userId: ids.restricted,
      permissions: ["tokens.personal", "reports:write"],
    });
    expect(edited).toEqual({
      ...before,
      permissions: ["tokens.personal", "reports:write"],
      revision: before.revision + 1,
    });
    expect(await superuser.team.member.query({ userId: ids.restricted })).toEqual(edited);
  });

  test("a service user has a contact, or none; a person has their own address", async () => {
    const bot = await superuser.team.addServiceUser.mutate({
      name: "deploys",
      contact: " Ops@Northwind.example ",
    });
    expect(bot.contact).toBe("ops@northwind.example");
    const edit = (contact: string | null, userId = bot.id) =>
      superuser.team.editMember.mutate({ userId, contact });
    expect((await edit("sre@northwind.example")).contact).toBe("sre@northwind.example");
    expect((await superuser.team.editMember.mutate({ userId: bot.id, name: "Deploys" })).contact).toBe(
      "sre@northwind.example",
    );
    const edited = await edit(null);
    expect(edited.contact).toBeNull();
    expect(await superuser.team.member.query({ userId: bot.id })).toEqual(edited);
    const { items } = await superuser.activity.list.query({ userId: bot.id });
    expect(items[0]?.sentence).toMatch(/changed Deploys's contact from sre@northwind.example to nobody\.$/);
    const refused = { code: "BAD_REQUEST", field: "contact" };
    expect(await refusalOf(edit("nobody"))).toEqual({ ...refused, reason: "email-invalid" });
    expect(await refusalOf(edit("a@x.example", ids.member))).toEqual({
      ...refused,
      reason: "contact-of-person",
    });
  });

  test("each change is an activity, from what to what", async () => {
    await master.team.editMember.mutate({
      userId: ids.member,
      name: "Mei T.",
      role: "superuser",
      permissions: ["tokens.personal"],
      visibilityGroups: ["EMEA", "APAC"],
    });
    const { items } = await master.activity.list.query({ userId: ids.member, limit: 4 });
    expect(items.map(({ sentence }) => sentence).sort()).toEqual([
      "Mara Lindqvist changed Mei T.'s name from “Mei Tanaka” to “Mei T.”.",
      "Mara Lindqvist changed Mei T.'s permissions from tokens.personal, reports:read, reports:write to tokens.personal.",
      "Mara Lindqvist changed Mei T.'s role from Member to Organization Superuser.",
      "Mara Lindqvist changed Mei T.'s visibility groups from EMEA to EMEA, APAC.",
    ]);
    await master.team.editMember.mutate({ userId: ids.member, role: "member" });
  });

  test("an edit that changes nothing records nothing", async () => {
    const { name, permissions, revision } = await superuser.team.member.query({ userId: ids.member });
    const before = await superuser.activity.list.query({ userId: ids.member });
    const same = [...permissions].reverse();
    const edited = await superuser.team.editMember.mutate({ userId: ids.member, name, permissions: same });
    expect(edited.revision).toBe(revision);
    expect(await superuser.activity.list.query({ userId: ids.member })).toEqual(before);
  });

  test("of two who edit the same state the second is told", async () => {
    const { revision } = await superuser.team.member.query({ userId: ids.member });
    const edits = await Promise.allSettled([
      superuser.team.editMember.mutate({ userId: ids.member, name: "First", revision }),
      master.team.editMember.mutate({ userId: ids.member, visibilityGroups: ["APAC"], revision }),
    ]);
    expect(edits.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const refused = superuser.team.editMember.mutate({ userId: ids.member, name: "Late", revision });
    expect(await refusalOf(refused)).toEqual({ code: "CONFLICT", reason: "member-changed" });
  });

  test("without the guard, edits of different fields at one moment both stay", async () => {
    await Promise.all([
      superuser.team.editMember.mutate({ userId: ids.restricted, name: "Rosa D." }),
      master.team.editMember.mutate({ userId: ids.restricted, visibilityGroups: ["EMEA"] }),
      superuser.team.editMember.mutate({ userId: ids.restricted, permissions: ["reports:write"] }),
    ]);
    expect(await master.team.member.query({ userId: ids.restricted })).toMatchObject({
      name: "Rosa D.",
      visibilityGroups: ["EMEA"],
      permissions: ["reports:write"],
    });
  });

  test("only a Master Admin gives or takes roles, and touches a Master Admin", async () => {
    const forbidden = { code: "FORBIDDEN", reason: "master-admin-only" };
    const edit = superuser.team.editMember;
    expect(await refusalOf(edit.mutate({ userId: ids.member, role: "superuser" }))).toEqual(forbidden);
    expect(await refusalOf(edit.mutate({ userId: ids.member, role: "master_admin" }))).toEqual(forbidden);
    expect(await refusalOf(edit.mutate({ userId: ids.super, role: "member" }))).toEqual(forbidden);
    expect(await refusalOf(edit.mutate({ userId: ids.master, name: "Mine" }))).toEqual(forbidden);
    await edit.mutate({ userId: ids.member, role: "member" });
  });

  test("a member may not edit, themself neither", async () => {
    expect(await refusalOf(member.team.editMember.mutate({ userId: ids.member, name: "Me" }))).toEqual({
      code: "FORBIDDEN",
      reason: "role-too-low",
    });
  });

  test("permissions and groups have to be the organization's", async () => {
    const edit = superuser.team.editMember;
    expect(await refusalOf(edit.mutate({ userId: ids.member, permissions: ["reports:burn"] }))).toEqual({
      code: "BAD_REQUEST",
      reason: "permission-unknown",
      field: "permissions",
    });
    expect(await refusalOf(edit.mutate({ userId: ids.member, visibilityGroups: ["emea"] }))).toEqual({
      code: "BAD_REQUEST",
      reason: "group-unknown",
      field: "visibilityGroups",
    });
  });

  test("a service user stays a member", async () => {
    const edit = master.team.editMember.mutate({ userId: ids["ci-bot"], role: "superuser" });
    expect(await refusalOf(edit)).toEqual({
      code: "BAD_REQUEST",
      reason: "role-of-service-user",
      field: "role",
    });
  });
});

describe("the last Master Admin", () => {
  test("is not demoted, removed or deactivated", async () => {
    const last = { code: "CONFLICT", reason: "last-master-admin" };
    const userId = ids.master;
    expect(await refusalOf(master.team.editMember.mutate({ userId, role: "member" }))).toEqual(last);
    expect(await refusalOf(master.team.removeMember.mutate({ userId }))).toEqual(last);
    expect(await refusalOf(master.team.setDeactivated.mutate({ userId, deactivated: true }))).toEqual(last);
  });

  test("one who is deactivated does not count", async () => {
    await master.team.editMember.mutate({ userId: ids.super, role: "master_admin" });
    await master.team.setDeactivated.mutate({ userId: ids.super, deactivated: true });
    const demotion = master.team.editMember.mutate({ userId: ids.master, role: "superuser" });
    expect(await refusalOf(demotion)).toMatchObject({ reason: "last-master-admin" });
    await master.team.setDeactivated.mutate({ userId: ids.super, deactivated: false });
  });

  test.each(["demote", "deactivate", "remove"] as const)(
    "when two %s each other at one moment, one stays",
    async (way) => {
      await env.DB.exec(
        "UPDATE membership SET role = 'master_admin', deactivated_at = NULL WHERE name IN ('Mara Lindqvist', 'Samuel Okafor')",
      );
      const first = (await signedIn("master@northwind.example")).rpc;
      const second = (await signedIn("super@northwind.example")).rpc;
      const end = (rpc: typeof first, userId: string) =>
        ({
          demote: () => rpc.team.editMember.mutate({ userId, role: "member" }),
          remove: () => rpc.team.removeMember.mutate({ userId }),
          deactivate: () => rpc.team.setDeactivated.mutate({ userId, deactivated: true }),
        })[way]();
      const outcomes = await Promise.allSettled([end(first, ids.super), end(second, ids.master)]);
      expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      const { results } = await env.DB.prepare(
        "SELECT user_id FROM membership WHERE role = 'master_admin' AND deactivated_at IS NULL AND user_id IN (?, ?)",
      )
        .bind(ids.master, ids.super)
        .all();
      expect(results).toHaveLength(1);
    },
  );
});
