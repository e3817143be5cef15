import { beforeAll, describe, expect, it } from "vitest";
import { anonymous, origin, signedIn, withDemo } from "../../world/in-workerd.ts";

beforeAll(withDemo);

const FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0";

describe("secondaryTokens.list", () => {
  it("shows sessions and API tokens in one list, newest first, the own session marked", async () => {
    const browser = anonymous({ origin, "user-agent": FIREFOX, "cf-connecting-ip": "192.0.2.7" });
    const password = "northwind demo passphrase";
    const answer = await browser.post("/trpc/session.signIn", { email: "super@northwind.example", password });
    expect(answer.status).toBe(200);
    const member = await signedIn("super@northwind.example");
    const { items, nextCursor } = await member.rpc.secondaryTokens.list.query({});
    expect(nextCursor).toBeNull();
    expect(items.map(({ kind }) => kind)).toEqual(["session", "session", "api", "api", "api"]);
    expect(items.map(({ current }) => current)).toEqual([true, false, false, false, false]);
    expect(items[1]).toMatchObject({
      name: FIREFOX,
      userAgent: FIREFOX,
      clientAddress: "192.0.2.7",
      scopes: null,
    });
    expect(items[2]).toMatchObject({ name: "Terraform", prefix: expect.stringMatching(/^lk_\w{12}$/) });
    expect(items[2]).not.toHaveProperty("userAgent");
  });

  it("pages through all of it, each once", async () => {
    const member = await signedIn("super@northwind.example");
    const whole = await member.rpc.secondaryTokens.list.query({});
    const seen: string[] = [];
    let cursor: string | null | undefined;
    do {
      const page = await member.rpc.secondaryTokens.list.query({ limit: 2, cursor });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen).toEqual(whole.items.map(({ id }) => id));
  });

  it("has the session that asks first, in every order and once", async () => {
    const member = await signedIn("super@northwind.example");
    const list = member.rpc.secondaryTokens.list;
    const { items } = await list.query({});
    const own = items[0]?.id;
    for (const by of ["created", "last_used", "expires", "name"] as const) {
      const forth = await list.query({ sort: by });
      const back = await list.query({ sort: `-${by}` });
      expect(forth.items[0]).toMatchObject({ id: own, current: true });
      const rest = forth.items.slice(1).map(({ id }) => id);
      expect(back.items.map(({ id }) => id)).toEqual([own, ...rest.toReversed()]);
      expect(rest).toHaveLength(items.length - 1);
    }
    const first = await list.query({ sort: "name", limit: 2 });
    const cursor = first.nextCursor ?? "";
    const second = await list.query({ sort: "name", limit: 50, cursor });
    expect([...first.items, ...second.items].map(({ id }) => id).toSorted()).toEqual(
      items.map(({ id }) => id).toSorted(),
    );
    await expect(list.query({ sort: "-name", cursor })).rejects.toThrow(/place in the list|cursor/i);
  });

  it("finds API tokens by name and prefix, sessions by browser and address", async () => {
    const member = await signedIn("super@northwind.example");
    const found = async (q: string) => (await member.rpc.secondaryTokens.list.query({ q })).items;
    const [terraform] = await found("terra");
    expect(terraform).toMatchObject({ name: "Terraform" });
    expect(await found(terraform?.prefix ?? "")).toMatchObject([{ name: "Terraform" }]);
    expect(await found("firefox")).toMatchObject([{ userAgent: FIREFOX }]);
    expect(await found("192.0.2.7")).toMatchObject([{ clientAddress: "192.0.2.7" }]);
    expect(await found("%")).toEqual([]);
  });

  it("shows a Master Admin those of a member", async () => {
    const member = await signedIn("member@northwind.example");
    const own = await member.rpc.secondaryTokens.list.query({});
    const me = await member.rpc.session.current.query();
    const master = await signedIn("master@northwind.example");
    const seen = await master.rpc.secondaryTokens.list.query({ userId: me?.user.id });
    expect(seen.items.map(({ id }) => id)).toEqual(own.items.map(({ id }) => id));
    expect(seen.items.some(({ current }) => current)).toBe(false);
  });

  it.each(["super", "member"])("refuses %s those of another, known or not", async (who) => {
    const other = await signedIn("restricted@northwind.example");
    const userId = (await other.rpc.session.current.query())?.user.id;
    const client = await signedIn(`${who}@northwind.example`);
    const answers = await Promise.all(
      [userId, "usr_unknown00000"].map(async (id) => {
        const input = encodeURIComponent(JSON.stringify({ userId: id }));
        const answer = await client.fetch(`/trpc/secondaryTokens.list?input=${input}`);
        return { status: answer.status, body: await answer.text() };
      }),
    );
    expect(answers[0]?.status).toBe(403);
    expect(answers[0]).toEqual(answers[1]);
  });
});
