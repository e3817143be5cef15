import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, test } from "vitest";
import { membersByEmail } from "../../factories/members.ts";
import type { SignedInClient } from "../../world/clients.ts";
import { bearer, signedIn, withDemo } from "../../world/in-workerd.ts";
import { refusalOf } from "../../world/refusals.ts";

let ids: Awaited<ReturnType<typeof membersByEmail>>;
let superuser: SignedInClient["rpc"];

beforeAll(async () => {
  await withDemo();
  ids = await membersByEmail(env.DB);
  superuser = (await signedIn("super@northwind.example")).rpc;
});

const tokensOf = async (userId: string) =>
  (await env.DB.prepare("SELECT count(*) AS n FROM token WHERE user_id = ?")
    .bind(userId)
    .first<number>("n")) ?? 0;

const noticesTo = async (recipient: string) =>
  (
    await env.DB.prepare(
      "SELECT notice ->> 'kind' AS kind, notice ->> 'apiTokens' AS n FROM outbox WHERE recipient = ?",
    )
      .bind(recipient)
      .all<{ kind: string; n: number }>()
  ).results;

describe("team.setDeactivated", () => {
  test("ends all tokens at once, tells the owner, and activating again brings none back", async () => {
    const member = await signedIn("member@northwind.example");
    const { token } = await member.rpc.tokens.create.mutate({ name: "Soon gone" });
    expect((await bearer(token).fetch("/api/v1/me")).status).toBe(200);
    const apiTokens = (await tokensOf(ids.member)) - 1;

    const done = await superuser.team.setDeactivated.mutate({ userId: ids.member, deactivated: true });
    expect(done.deactivatedAt).toMatch(/^20.*Z$/);
    expect((await bearer(token).fetch("/api/v1/me")).status).toBe(401);
    expect(await tokensOf(ids.member)).toBe(0);
    expect(await noticesTo("member@northwind.example")).toEqual([{ kind: "tokens-revoked", n: apiTokens }]);
    const { items } = await superuser.activity.list.query({ userId: ids.member, limit: 200 });
    const sentences = items.map(({ sentence }) => sentence);
    expect(sentences).toContain("Samuel Okafor deactivated Mei Tanaka.");
    expect(sentences).toContain("Samuel Okafor revoked Mei Tanaka's API token “Soon gone”.");

    const again = await superuser.team.setDeactivated.mutate({ userId: ids.member, deactivated: false });
    expect(again.deactivatedAt).toBeNull();
    expect((await bearer(token).fetch("/api/v1/me")).status).toBe(401);
  });

  test("twice is once", async () => {
    const off = () => superuser.team.setDeactivated.mutate({ userId: ids.restricted, deactivated: true });
    await Promise.all([off(), off(), off()]);
    const { items } = await superuser.activity.list.query({ userId: ids.restricted });
    expect(items.filter(({ action }) => action === "member.deactivated")).toHaveLength(1);
    await superuser.team.setDeactivated.mutate({ userId: ids.restricted, deactivated: false });
  });

  test("one who is deactivated gets no token, a service user neither", async () => {
    await superuser.team.setDeactivated.mutate({ userId: ids["ci-bot"], deactivated: true });
    const create = superuser.team.createToken.mutate({ userId: ids["ci-bot"], name: "X" });
    expect(await refusalOf(create)).toEqual({ code: "FORBIDDEN", reason: "member-deactivated" });
    await superuser.team.setDeactivated.mutate({ userId: ids["ci-bot"], deactivated: false });
  });
});
