import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { bearer, signedIn, withDemo } from "../../world/in-workerd.ts";
import { catchMail } from "../../world/sent-mail.ts";

beforeAll(withDemo);

const recorded = (tokenId: string) =>
  env.DB.prepare(
    "SELECT action, actor_name, subject_name, detail FROM activity WHERE token_id = ? AND action = 'token.revoked'",
  )
    .bind(tokenId)
    .all<{ action: string; actor_name: string; subject_name: string; detail: string }>();

describe("secondaryTokens.delete", () => {
  it("ends another session of one's own, which is refused from the next call on", async () => {
    const [here, there] = [
      await signedIn("member@northwind.example"),
      await signedIn("member@northwind.example"),
    ];
    const { items } = await there.rpc.secondaryTokens.list.query({});
    const id = items.find(({ current }) => current)?.id as string;
    expect(await here.rpc.secondaryTokens.delete.mutate({ id })).toEqual({ deleted: 1, signedOut: false });
    expect(await there.rpc.session.current.query()).toBeNull();
    await expect(there.rpc.profile.get.query()).rejects.toMatchObject({
      data: { code: "UNAUTHORIZED", reason: "session-ended" },
    });
    expect(await here.rpc.session.current.query()).not.toBeNull();
  });

  it("ends the session one sits in, and takes the cookie away", async () => {
    const here = await signedIn("member@northwind.example");
    const { items } = await here.rpc.secondaryTokens.list.query({});
    const id = items.find(({ current }) => current)?.id;
    const answer = await here.post("/trpc/secondaryTokens.delete", { id });
    expect(await answer.json()).toMatchObject({ result: { data: { deleted: 1, signedOut: true } } });
    expect(answer.headers.get("set-cookie")).toMatch(/^__Host-latchkey=; Max-Age=0;/);
    expect(await here.rpc.session.current.query()).toBeNull();
  });

  it("lets a Master Admin end a member's session: the member is told why, by mail too", async () => {
    const mail = catchMail();
    const member = await signedIn("restricted@northwind.example");
    const { items } = await member.rpc.secondaryTokens.list.query({});
    const id = items[0]?.id as string;
    const master = await signedIn("master@northwind.example");
    expect(await master.rpc.secondaryTokens.delete.mutate({ id })).toEqual({ deleted: 1, signedOut: false });
    await expect(member.rpc.profile.get.query()).rejects.toMatchObject({
      message: "An administrator of your organization ended this session. Sign in again.",
      data: { code: "UNAUTHORIZED", reason: "session-ended-by-administrator" },
    });
    expect((await recorded(id)).results).toEqual([
      {
        action: "token.revoked",
        actor_name: "Mara Lindqvist",
        subject_name: "Rosa Delgado",
        detail: JSON.stringify({ kind: "session", by: "administrator" }),
      },
    ]);
    await expect
      .poll(() => mail.map(({ to, subject }) => [to, subject]))
      .toEqual([
        ["restricted@northwind.example", "Mara Lindqvist ended 1 session of yours at Northwind Labs"],
      ]);
  });

  it("deleting twice, also at one moment, ends it once and records it once", async () => {
    const member = await signedIn("member@northwind.example");
    const { id, token } = await member.rpc.tokens.create.mutate({ name: "twice" });
    const master = await signedIn("master@northwind.example");
    const outcomes = await Promise.allSettled(
      [member, master, member, master].map((client) => client.rpc.secondaryTokens.delete.mutate({ id })),
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await expect(member.rpc.secondaryTokens.delete.mutate({ id })).rejects.toMatchObject({
      data: { code: "NOT_FOUND", reason: "secondary-token-unknown" },
    });
    expect((await recorded(id)).results).toHaveLength(1);
    expect((await bearer(token).fetch("/api/v1/me")).status).toBe(401);
  });

  it("answers for a colleague's, another organization's and an unknown token alike", async () => {
    const partner = await signedIn("boss@fabrikam.example");
    const foreign = (await partner.rpc.secondaryTokens.list.query({})).items[0]?.id;
    const colleague = await signedIn("super@northwind.example");
    const colleagues = (await colleague.rpc.secondaryTokens.list.query({})).items[0]?.id;
    const member = await signedIn("member@northwind.example");
    const bodies = await Promise.all(
      [foreign, colleagues, "000000000000"].map(async (id) =>
        (await member.post("/trpc/secondaryTokens.delete", { id })).text(),
      ),
    );
    expect(new Set(bodies).size).toBe(1);
    expect(bodies[0]).toContain("secondary-token-unknown");
    const master = await signedIn("master@northwind.example");
    const byMaster = await master.post("/trpc/secondaryTokens.delete", { id: foreign });
    expect(await byMaster.text()).toBe(bodies[0]);
  });
});
