import { getTableName } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { OF_A_USER } from "../../../db/members/leaving.ts";
import { MOST_AT_ONCE } from "../../../worker/change/end-all.ts";
import { isolate } from "../../factories/isolate.ts";
import { manyTokens } from "../../factories/many-tokens.ts";
import { memberToLeave, statusOf } from "../../factories/member-to-leave.ts";
import { PASSWORD } from "../../factories/password.ts";
import { count, rows } from "../../factories/rows.ts";
import { scenario } from "../../factories/scenario.ts";
import { refusalOf } from "../../world/refusals.ts";

describe("organization.leave", () => {
  test("ends every token and session there, and keeps the name in the activity alone", async () => {
    const { here, client, user, organization, token } = await memberToLeave();
    expect(await client.rpc.organization.leave.mutate()).toEqual({ deleted: 2 });
    expect(await statusOf(isolate(), token)).toBe(401);
    expect((await client.fetch("/trpc/session.current")).status).toBe(200);
    expect(await refusalOf(client.rpc.profile.get.query())).toMatchObject({ code: "UNAUTHORIZED" });
    expect(await count("membership WHERE user_id = ?", user.id)).toBe(0);
    expect(await count("user WHERE id = ?", user.id)).toBe(0);
    expect(
      await rows(
        "SELECT actor_name, subject_name FROM activity WHERE organization_id = ? AND action = 'member.left'",
        organization.id,
      ),
    ).toEqual([{ actor_name: "Mei Tanaka", subject_name: "Mei Tanaka" }]);
    await expect(here.signedIn(user.email ?? "", PASSWORD)).rejects.toThrow("401");
  });

  test("leaves alone what is theirs elsewhere", async () => {
    const { client, user, other } = await memberToLeave({ elsewhere: "member" });
    await client.rpc.organization.leave.mutate();
    expect(await count("user WHERE id = ?", user.id)).toBe(1);
    expect(await statusOf(isolate(), other?.tokens[0]?.text ?? "")).toBe(200);
  });

  test.each(["8", "0"])(
    "needs a proof of the last minutes, with PROOF_HOURS at %s; the last Master Admin stays",
    async (hours) => {
      const { client, user } = await memberToLeave({ bindings: { PROOF_HOURS: hours } });
      await rows("UPDATE token SET proved_at = ? WHERE user_id = ?", Date.now() - 6 * 60_000, user.id);
      expect(await refusalOf(client.rpc.organization.leave.mutate())).toMatchObject({
        reason: "proof-stale",
      });
      expect(await refusalOf(client.rpc.profile.deleteAccount.mutate())).toMatchObject({
        reason: "proof-stale",
      });
      expect(await count("membership WHERE user_id = ?", user.id)).toBe(1);
      const { member } = await scenario().withOrganization().withMember({ role: "master_admin" }).written();
      const last = await isolate().signedIn(member.user.email ?? "", PASSWORD);
      expect(await refusalOf(last.rpc.organization.leave.mutate())).toMatchObject({
        reason: "last-master-admin",
      });
      expect((await last.rpc.profile.get.query()).id).toBe(member.user.id);
    },
  );

  test("of very many tokens none is honoured from then on, and the rest follows", async () => {
    const { here, client, user, organization, token } = await memberToLeave();
    await rows(
      ...manyTokens(
        { organizationId: organization.id, userId: user.id },
        { prefix: "many", howMany: MOST_AT_ONCE },
      ),
    );
    await client.rpc.organization.leave.mutate();
    expect(await statusOf(isolate(), token)).toBe(401);
    await here.settled();
    expect(await count("token WHERE user_id = ?", user.id)).toBe(0);
    expect(await count("membership WHERE user_id = ?", user.id)).toBe(0);
    expect(await count("user WHERE id = ?", user.id)).toBe(0);
  });
});

test("whoever is removed from their last organization is forgotten too", async () => {
  const { here, user, organization } = await memberToLeave();
  const [master] = await rows<{ email: string }>(
    "SELECT email FROM user WHERE id IN (SELECT user_id FROM membership WHERE organization_id = ? AND role = 'master_admin')",
    organization.id,
  );
  const admin = await here.signedIn(master?.email ?? "", PASSWORD);
  await admin.rpc.team.removeMember.mutate({ userId: user.id });
  expect(await count("user WHERE id = ?", user.id)).toBe(0);
});

test("every table with something of a user's own is emptied with them", async () => {
  const tables = await rows<{ name: string }>(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_cf\\_%' ESCAPE '\\' AND sql NOT LIKE 'CREATE VIRTUAL%'",
  );
  const own: string[] = [];
  for (const { name } of tables) {
    const keys = await rows<{ parent: string }>(
      `SELECT "table" AS parent FROM pragma_foreign_key_list('${name}')`,
    );
    if (keys.some(({ parent }) => parent === "user")) own.push(name);
  }
  expect(own.sort()).toEqual([...OF_A_USER.map(getTableName), "membership"].sort());
});
