import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, test } from "vitest";
import { isolate } from "../../factories/isolate.ts";
import { membersByEmail } from "../../factories/members.ts";
import { rows } from "../../factories/rows.ts";
import { scenario } from "../../factories/scenario.ts";
import type { SignedInClient } from "../../world/clients.ts";
import { signedIn, withDemo } from "../../world/in-workerd.ts";
import { refusalOf } from "../../world/refusals.ts";

let ids: Awaited<ReturnType<typeof membersByEmail>>;
let superuser: SignedInClient["rpc"];
let member: SignedInClient["rpc"];
let restricted: SignedInClient["rpc"];

/** Members with an "o" in name or address. */
const SEARCHED = new Set(["Bo", "ci-bot", "Cy"]);

let mixes = 0;

async function mixed() {
  const at = `mixed${++mixes}.example`;
  const { members } = await scenario()
    .withOrganization()
    .withMember({ name: "ada", email: `n@${at}`, role: "member" })
    .withMember({ name: "Bo", email: `z@${at}`, role: "superuser" })
    .withMember({ name: "Cy", email: `c.o@${at}`, role: "master_admin" })
    .withMember({ name: "ci-bot", kind: "service" })
    .written();
  for (const [at, nth] of [4, 1, 2, 3].entries())
    await rows("UPDATE membership SET created_at = ? WHERE user_id = ?", nth, members[at]?.user.id);
  return { rpc: (await isolate().signedIn(members[1]?.user.email ?? "")).rpc };
}

beforeAll(async () => {
  await withDemo();
  ids = await membersByEmail(env.DB);
  superuser = (await signedIn("super@northwind.example")).rpc;
  member = (await signedIn("member@northwind.example")).rpc;
  restricted = (await signedIn("restricted@northwind.example")).rpc;
});

describe("team.list with q", () => {
  test.each([
    ["part of a name, in any case", "TANAK", ["Mei Tanaka"]],
    ["part of an address", "restricted@", ["Rosa Delgado"]],
    ["a service user's name", "-bot", ["ci-bot"]],
    ["a pattern of LIKE, taken literally", "%", []],
    ["what nobody has", "zzz", []],
  ])("%s", async (_, q, names) => {
    const { items, nextCursor } = await superuser.team.list.query({ q });
    expect(items.map(({ name }) => name)).toEqual(names);
    expect(nextCursor).toBeNull();
  });

  test("case folds beyond ASCII", async () => {
    await superuser.team.addServiceUser.mutate({ name: "ΣΊΣΥΦΟΣ" });
    const { items } = await superuser.team.list.query({ q: "σίσυφος" });
    expect(items.map(({ name }) => name)).toEqual(["ΣΊΣΥΦΟΣ"]);
  });

  test("finds nobody whom the member may not see", async () => {
    const { items } = await member.team.list.query({ q: "e" });
    const names = items.map(({ name }) => name);
    expect(names).toContain("Mei Tanaka");
    expect(names).not.toContain("Rosa Delgado");
  });

  test("a walk through pages keeps the term", async () => {
    const first = await superuser.team.list.query({ q: "northwind", limit: 2 });
    const second = await superuser.team.list.query({ q: "northwind", limit: 2, cursor: first.nextCursor });
    expect([...first.items, ...second.items].map(({ email }) => email)).toEqual([
      "master@northwind.example",
      "member@northwind.example",
      "restricted@northwind.example",
      "super@northwind.example",
    ]);
    expect(second.nextCursor).toBeNull();
  });

  test("more than 100 characters are refused", async () => {
    expect(await refusalOf(superuser.team.list.query({ q: "x".repeat(101) }))).toMatchObject({
      code: "BAD_REQUEST",
      reason: "search-too-long",
    });
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

  test.each([
    ["name", ["ada", "Bo", "ci-bot", "Cy"]],
    ["-name", ["Cy", "ci-bot", "Bo", "ada"]],
    ["email", ["ci-bot", "Cy", "ada", "Bo"]],
    ["role", ["Cy", "Bo", "ada", "ci-bot"]],
    ["created", ["Bo", "Cy", "ci-bot", "ada"]],
    ["-created", ["ada", "ci-bot", "Cy", "Bo"]],
  ])("sorted by %s, searched or not, page by page", async (sort, names) => {
    const { rpc } = await mixed();
    for (const q of [undefined, "o"]) {
      const expected = names.filter((name) => !q || SEARCHED.has(name));
      const { items } = await rpc.team.list.query({ sort, q });
      expect(items.map(({ name }) => name)).toEqual(expected);
      const paged: string[] = [];
      let cursor: string | null = null;
      do {
        const page: { items: { name: string }[]; nextCursor: string | null } = await rpc.team.list.query({
          sort,
          q,
          cursor,
          limit: 1,
        });
        paged.push(...page.items.map(({ name }) => name));
        cursor = page.nextCursor;
      } while (cursor);
      expect(paged).toEqual(expected);
    }
  });

  test.each([
    [{ sort: "permissions" }, "sort-invalid"],
    [{ sort: "--name" }, "sort-invalid"],
    [{ cursor: "garbage" }, "cursor-invalid"],
  ])("%j is refused: %s", async (asked, reason) => {
    expect(await refusalOf(superuser.team.list.query(asked))).toMatchObject({ code: "BAD_REQUEST", reason });
  });

  test("goes on only in the order that it began in", async () => {
    const { nextCursor } = await superuser.team.list.query({ sort: "role", limit: 1 });
    const refused = refusalOf(superuser.team.list.query({ sort: "-role", cursor: nextCursor }));
    expect(await refused).toMatchObject({ reason: "cursor-invalid" });
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
