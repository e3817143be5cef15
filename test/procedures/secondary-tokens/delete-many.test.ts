import { beforeAll, describe, expect, it } from "vitest";
import { count, rows } from "../../factories/rows.ts";
import { bearer, signedIn, withDemo } from "../../world/in-workerd.ts";
import { refusalOf } from "../../world/refusals.ts";
import { catchMail } from "../../world/sent-mail.ts";

beforeAll(withDemo);

type Client = Awaited<ReturnType<typeof signedIn>>;

const itemsOf = async ({ rpc }: Client) => (await rpc.secondaryTokens.list.query({})).items;
const currentOf = async (client: Client) => (await itemsOf(client)).find(({ current }) => current)?.id ?? "";
const userIdOf = async ({ rpc }: Client) => (await rpc.session.current.query())?.user.id ?? "";
const recordedOf = (ids: string[]) =>
  rows<{ action: string; by: string }>(
    `SELECT action, detail ->> 'by' AS by FROM activity
     WHERE token_id IN (SELECT value FROM json_each(?)) AND action = 'token.revoked'`,
    JSON.stringify(ids),
  );

describe("secondaryTokens.deleteMany", () => {
  it("ends sessions and API tokens of one's own at once, and what is not ticked goes on", async () => {
    const mail = catchMail();
    const [here, there] = [
      await signedIn("member@northwind.example"),
      await signedIn("member@northwind.example"),
    ];
    const made = await here.rpc.tokens.create.mutate({ name: "ticked" });
    const kept = await here.rpc.tokens.create.mutate({ name: "kept" });
    const ids = [await currentOf(there), made.id];
    expect(await here.rpc.secondaryTokens.deleteMany.mutate({ ids })).toEqual({
      deleted: 2,
      signedOut: false,
    });
    expect(await there.rpc.session.current.query()).toBeNull();
    expect((await bearer(made.token).fetch("/api/v1/me")).status).toBe(401);
    expect((await bearer(kept.token).fetch("/api/v1/me")).status).toBe(200);
    expect(await recordedOf(ids)).toEqual([
      { action: "token.revoked", by: "owner" },
      { action: "token.revoked", by: "owner" },
    ]);
    expect(await here.rpc.secondaryTokens.deleteMany.mutate({ ids })).toEqual({
      deleted: 0,
      signedOut: false,
    });
    expect(mail).toEqual([]);
  });

  it("ends the session one sits in with others, and takes the cookie away", async () => {
    const here = await signedIn("member@northwind.example");
    const made = await here.rpc.tokens.create.mutate({ name: "with the session" });
    const ids = [await currentOf(here), made.id];
    const answer = await here.post("/trpc/secondaryTokens.deleteMany", { ids });
    expect(await answer.json()).toEqual({ result: { data: { deleted: 2, signedOut: true } } });
    expect(answer.headers.get("set-cookie")).toMatch(/^__Host-latchkey=; Max-Age=0;/);
    expect(await here.rpc.session.current.query()).toBeNull();
    expect((await bearer(made.token).fetch("/api/v1/me")).status).toBe(401);
  });

  it("lets a Master Admin end a member's, who is told by one mail", async () => {
    const mail = catchMail();
    const member = await signedIn("super@northwind.example");
    const made = await member.rpc.tokens.create.mutate({ name: "ticked by another" });
    const ids = [await currentOf(member), made.id];
    const master = await signedIn("master@northwind.example");
    const userId = await userIdOf(member);
    const own = await currentOf(master);
    expect(await master.rpc.secondaryTokens.deleteMany.mutate({ userId, ids: [...ids, own] })).toEqual({
      deleted: 2,
      signedOut: false,
    });
    expect(await currentOf(master)).toBe(own);
    await expect(member.rpc.profile.get.query()).rejects.toMatchObject({
      data: { reason: "session-ended-by-administrator" },
    });
    expect((await recordedOf(ids)).map(({ by }) => by)).toEqual(["administrator", "administrator"]);
    await expect.poll(() => mail.map(({ to }) => to)).toEqual(["super@northwind.example"]);
    expect(mail[0]?.text).toContain("ticked by another");
  });

  it("leaves a colleague's and another organization's alone, whoever asks", async () => {
    const partner = await signedIn("boss@fabrikam.example");
    const foreign = await partner.rpc.tokens.create.mutate({ name: "Theirs" });
    const colleague = await signedIn("super@northwind.example");
    const ids = [foreign.id, await currentOf(partner), await currentOf(colleague), "000000000000"];
    const nothing = { deleted: 0, signedOut: false };
    const member = await signedIn("member@northwind.example");
    const master = await signedIn("master@northwind.example");
    expect(await member.rpc.secondaryTokens.deleteMany.mutate({ ids })).toEqual(nothing);
    expect(await master.rpc.secondaryTokens.deleteMany.mutate({ ids })).toEqual(nothing);
    const userId = await userIdOf(member);
    expect(await master.rpc.secondaryTokens.deleteMany.mutate({ userId, ids })).toEqual(nothing);
    expect((await bearer(foreign.token).fetch("/api/v1/me")).status).toBe(200);
    expect(await partner.rpc.session.current.query()).not.toBeNull();
    expect(await colleague.rpc.session.current.query()).not.toBeNull();
    expect(await recordedOf(ids)).toEqual([]);
  });

  it("is a Master Admin's to do to others, and only within the organization", async () => {
    const partner = await signedIn("boss@fabrikam.example");
    const master = await signedIn("master@northwind.example");
    const superuser = await signedIn("super@northwind.example");
    const id = await currentOf(master);
    const byLower = superuser.rpc.secondaryTokens.deleteMany.mutate({
      userId: await userIdOf(master),
      ids: [id],
    });
    expect(await refusalOf(byLower)).toEqual({ code: "FORBIDDEN", reason: "master-admin-only" });
    expect(await count("token WHERE id = ?", id)).toBe(1);
    const elsewhere = master.rpc.secondaryTokens.deleteMany.mutate({
      userId: await userIdOf(partner),
      ids: [await currentOf(partner)],
    });
    expect(await refusalOf(elsewhere)).toEqual({ code: "NOT_FOUND", reason: "member-unknown" });
    expect(await partner.rpc.session.current.query()).not.toBeNull();
  });

  it.each([0, 501])("%d ids are refused", async (howMany) => {
    const member = await signedIn("member@northwind.example");
    const ids = Array(howMany).fill("000000000000");
    const refusal = { code: "BAD_REQUEST", reason: "input-invalid", field: "ids" };
    expect(await refusalOf(member.rpc.secondaryTokens.deleteMany.mutate({ ids }))).toEqual(refusal);
  });
});
