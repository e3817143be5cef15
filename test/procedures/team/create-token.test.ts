import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, test } from "vitest";
import { isolate } from "../../factories/isolate.ts";
import { membersByEmail } from "../../factories/members.ts";
import { scenario } from "../../factories/scenario.ts";
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

describe("team.createToken", () => {
  test("makes a token for a service user, which is used, recorded and revoked", async () => {
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

  test("demands that the service user may have tokens, and gives no more than it holds", async () => {
    const bot = await superuser.team.addServiceUser.mutate({ name: "idle", permissions: ["reports:read"] });
    const create = (scopes?: string[]) =>
      refusalOf(superuser.team.createToken.mutate({ userId: bot.id, name: "X", scopes }));
    expect(await create()).toEqual({ code: "FORBIDDEN", reason: "tokens-personal-missing" });
    await superuser.team.editMember.mutate({ userId: bot.id, permissions: ["tokens.personal"] });
    expect(await create(["reports:read"])).toMatchObject({ code: "BAD_REQUEST", reason: "scopes-not-held" });
  });

  test("makes none for people, who make their own", async () => {
    const create = superuser.team.createToken.mutate({ userId: ids.member, name: "X" });
    expect(await refusalOf(create)).toEqual({ code: "FORBIDDEN", reason: "service-users-only" });
  });
});

describe("team.createToken with a key", () => {
  test("gives again what the same superuser made for the service user, and nothing to another", async () => {
    const { organization, members } = await scenario()
      .withOrganization()
      .withMember({ role: "superuser" })
      .withMember({ role: "superuser" })
      .withMember({ kind: "service" })
      .written();
    const here = isolate();
    const [one, other, service] = members;
    if (!one || !other || !service) throw new Error("three members");
    const asked = { userId: service.user.id, name: "Nightly", key: crypto.randomUUID() };
    const client = await here.signedIn(one.user.email as string, one.password);
    const first = await client.rpc.team.createToken.mutate(asked);
    expect((await client.rpc.team.createToken.mutate(asked)).id).toBe(first.id);
    const stranger = await here.signedIn(other.user.email as string, other.password);
    expect(await refusalOf(stranger.rpc.team.createToken.mutate(asked))).toMatchObject({
      reason: "creation-key-spent",
    });
    expect(first.organizationId).toBe(organization.id);
  });
});
