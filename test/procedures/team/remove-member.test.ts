import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, test } from "vitest";
import { connect } from "../../../db/connect.ts";
import { saveLink } from "../../../db/sign-in/one-time-links.ts";
import { DAY_MS } from "../../../worker/domain/durations.ts";
import { generateLink } from "../../../worker/domain/users/one-time-link.ts";
import { membersByEmail } from "../../factories/members.ts";
import { randomBytes } from "../../factories/random-bytes.ts";
import { count, rows } from "../../factories/rows.ts";
import type { SignedInClient } from "../../world/clients.ts";
import { signedIn, withDemo } from "../../world/in-workerd.ts";
import { refusalOf } from "../../world/refusals.ts";

let ids: Awaited<ReturnType<typeof membersByEmail>>;
let master: SignedInClient["rpc"];
let superuser: SignedInClient["rpc"];

beforeAll(async () => {
  await withDemo();
  ids = await membersByEmail(env.DB);
  master = (await signedIn("master@northwind.example")).rpc;
  superuser = (await signedIn("super@northwind.example")).rpc;
});

describe("team.removeMember", () => {
  test("a superuser cannot touch a Master Admin, and nobody themself", async () => {
    expect(await refusalOf(superuser.team.removeMember.mutate({ userId: ids.master }))).toEqual({
      code: "FORBIDDEN",
      reason: "master-admin-only",
    });
    expect(await refusalOf(superuser.team.removeMember.mutate({ userId: ids.super }))).toEqual({
      code: "FORBIDDEN",
      reason: "not-yourself",
    });
  });

  test("what may not be done leaves everything as it was", async () => {
    const snapshot = async () =>
      (
        await env.DB.batch(
          ["token", "activity", "outbox", "tombstone_due", "membership"].map((table) =>
            env.DB.prepare(`SELECT count(*) AS n FROM ${table}`),
          ),
        )
      ).map(({ results }) => results);
    const before = await snapshot();
    await expect(master.team.removeMember.mutate({ userId: ids.master })).rejects.toThrow();
    expect(await snapshot()).toEqual(before);
  });

  test("takes the member, all their tokens and nothing of other organizations; activity keeps their name", async () => {
    const { deleted } = await master.team.removeMember.mutate({ userId: ids["ci-bot"] });
    expect(deleted).toBe(2);
    await master.team.removeMember.mutate({ userId: ids.member });
    expect(await refusalOf(master.team.member.query({ userId: ids.member }))).toEqual({
      code: "NOT_FOUND",
      reason: "member-unknown",
    });
    const { items } = await master.activity.list.query({ userId: ids.member });
    const sentences = items.map(({ sentence }) => sentence);
    expect(sentences).toContain("Mara Lindqvist removed Mei Tanaka, who was Member.");
    const again = await refusalOf(master.team.removeMember.mutate({ userId: ids.member }));
    expect(again.reason).toBe("member-unknown");
  });

  test("the link of a withdrawn invitation gets a tombstone, so that no restore revives it", async () => {
    const { id: userId } = await superuser.team.addMember.mutate({
      email: "late@guest.example",
      name: "Late",
    });
    const [invited] = await rows<{ organization_id: string }>(
      "SELECT organization_id FROM membership WHERE user_id = ?",
      userId,
    );
    const link = generateLink(randomBytes);
    await saveLink(connect(env.DB), {
      id: link.id,
      userId,
      organizationId: invited?.organization_id ?? null,
      purpose: "invitation",
      hash: await link.plain.hash(),
      createdAt: Date.now(),
      expiresAt: Date.now() + DAY_MS,
    });
    await superuser.team.removeMember.mutate({ userId });
    expect(await count("one_time_link WHERE id = ?", link.id)).toBe(0);
    expect(await count("tombstone_due WHERE token_id = ?", link.id)).toBe(1);
  });
});
