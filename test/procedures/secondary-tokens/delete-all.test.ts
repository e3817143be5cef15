import { beforeAll, describe, expect, it } from "vitest";
import { manyTokens } from "../../factories/many-tokens.ts";
import { count, rows } from "../../factories/rows.ts";
import { bearer, signedIn, withDemo } from "../../world/in-workerd.ts";
import { catchMail } from "../../world/sent-mail.ts";

beforeAll(withDemo);

describe("secondaryTokens.deleteAll", () => {
  it("ends everything of one's own with this session", async () => {
    const [here, there] = [
      await signedIn("partner@fabrikam.example"),
      await signedIn("partner@fabrikam.example"),
    ];
    const { token } = await here.rpc.tokens.create.mutate({ name: "soon gone" });
    const before = (await here.rpc.secondaryTokens.list.query({})).items.length;
    const answer = await here.post("/trpc/secondaryTokens.deleteAll", {});
    expect(await answer.json()).toEqual({ result: { data: { deleted: before, signedOut: true } } });
    expect(answer.headers.get("set-cookie")).toMatch(/^__Host-latchkey=; Max-Age=0;/);
    expect(await there.rpc.session.current.query()).toBeNull();
    expect((await bearer(token).fetch("/api/v1/me")).status).toBe(401);
  });

  it("ends 500 tokens of a member at once: an activity for each, one mail in all", async () => {
    const mail = catchMail();
    const member = await signedIn("member@northwind.example");
    const me = await member.rpc.session.current.query();
    const userId = me?.user.id as string;
    const owner = { organizationId: me?.organization.id as string, userId };
    await rows(...manyTokens(owner, { howMany: 500, prefix: "bulk" }));
    const held = await count("token WHERE user_id = ?", userId);
    const master = await signedIn("master@northwind.example");
    const outcome = await master.rpc.secondaryTokens.deleteAll.mutate({ userId });
    expect(held).toBeGreaterThan(500);
    expect(outcome).toEqual({ deleted: held, signedOut: false });
    expect(await count("token WHERE user_id = ?", userId)).toBe(0);
    expect(
      await count(
        "activity WHERE subject_user_id = ? AND action = 'token.revoked' AND detail LIKE '%administrator%'",
        userId,
      ),
    ).toBe(held);
    await expect.poll(() => mail.length).toBe(1);
    expect(mail[0]?.text).toContain("more API tokens");
    await expect(member.rpc.profile.get.query()).rejects.toMatchObject({
      data: { reason: "session-ended-by-administrator" },
    });
  });

  it("two administrators at one moment: each token is recorded once, and one mail is sent", async () => {
    const mail = catchMail();
    const member = await signedIn("restricted@northwind.example");
    const userId = (await member.rpc.session.current.query())?.user.id as string;
    const masters = [await signedIn("master@northwind.example"), await signedIn("master@northwind.example")];
    const outcomes = await Promise.all(
      masters.map((master) => master.rpc.secondaryTokens.deleteAll.mutate({ userId })),
    );
    expect(outcomes.map(({ deleted }) => deleted).sort()).toEqual([0, 1]);
    await expect.poll(() => mail.length).toBe(1);
  });

  it("is a Master Admin's to do to others, and only within the organization", async () => {
    const boss = await signedIn("boss@fabrikam.example");
    const foreign = (await boss.rpc.session.current.query())?.user.id;
    const master = await signedIn("master@northwind.example");
    const answers = await Promise.all(
      [foreign, "usr_unknown00000"].map(async (userId) =>
        (await master.post("/trpc/secondaryTokens.deleteAll", { userId })).text(),
      ),
    );
    expect(answers[0]).toContain("member-unknown");
    expect(answers[0]).toBe(answers[1]);
    const superuser = await signedIn("super@northwind.example");
    const masterId = (await master.rpc.session.current.query())?.user.id as string;
    await expect(superuser.rpc.secondaryTokens.deleteAll.mutate({ userId: masterId })).rejects.toMatchObject({
      data: { code: "FORBIDDEN" },
    });
  });
});
