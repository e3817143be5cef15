import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { isolate } from "../../factories/isolate.ts";
import { unreachable, watchedDatabase } from "../../factories/watched.ts";
import { anonymous, bearer, origin, signedIn, withDemo } from "../../world/in-workerd.ts";
import { catchMail, linkIn } from "../../world/sent-mail.ts";

beforeAll(withDemo);

const visitor = () => anonymous({ origin, "sec-fetch-site": "same-origin" });
const NEW = "violet kettle runs uphill";

async function linkFor(email: string): Promise<string> {
  const mail = catchMail();
  await visitor().rpc.session.forgotPassword.mutate({ email });
  await expect.poll(() => mail.length).toBe(1);
  if (!mail[0]) throw new Error("no mail");
  expect(mail[0].to).toBe(email);
  return linkIn(mail[0]);
}

describe("the link of a mail", () => {
  it("leads where the deployment says it is reached, whatever host a request names", async () => {
    const mail = catchMail();
    const { anonymous: elsewhere } = isolate({ PUBLIC_ORIGIN: "https://tokens.example.com" });
    const asked = elsewhere({ origin, "sec-fetch-site": "same-origin" });
    await asked.rpc.session.forgotPassword.mutate({ email: "restricted@northwind.example" });
    await expect
      .poll(() => mail.map(({ text }) => /https?:\/\/[^/]+\/set-password/.exec(text)?.[0]))
      .toEqual(["https://tokens.example.com/set-password"]);
  });
});

describe("session.setPassword", () => {
  it("opens with an invitation the membership that it is for, and no other", async () => {
    const email = `new${crypto.randomUUID().slice(0, 8)}@northwind.example`;
    const [ours, theirs] = [
      await signedIn("super@northwind.example"),
      await signedIn("boss@fabrikam.example"),
    ];
    const mail = catchMail();
    const { id } = await ours.rpc.team.addMember.mutate({ email, name: "New" });
    await expect.poll(() => mail.length).toBe(1);
    await theirs.rpc.team.addMember.mutate({ email, name: "New" });
    await ours.rpc.team.setDeactivated.mutate({ userId: id, deactivated: true });
    const answer = await visitor().post("/trpc/session.setPassword", {
      link: linkIn(mail[0] as (typeof mail)[number]),
      password: NEW,
    });
    expect(await answer.text()).toContain("account-deactivated");
    const accepted = "SELECT count(*) AS n FROM membership WHERE user_id = ? AND invitation IS NULL";
    expect(await env.DB.prepare(accepted).bind(id).first("n")).toBe(0);
  });

  it("is recorded where it was done, and tells no other organization of the account", async () => {
    const known = await signedIn("boss@fabrikam.example");
    await env.DB.prepare(
      `INSERT INTO membership (organization_id, user_id, name, role, permissions, visibility_groups, created_at)
       SELECT (SELECT id FROM organization WHERE name = 'Northwind Labs'), id, 'Invited', 'member', '[]', '[]', 9e15
       FROM user WHERE email = 'boss@fabrikam.example'`,
    ).run();
    await known.rpc.profile.changePassword.mutate({
      currentPassword: "northwind demo passphrase",
      newPassword: NEW,
    });
    const { results } = await env.DB.prepare(
      "SELECT organization.name FROM activity JOIN organization ON organization.id = organization_id WHERE action = 'password.set' AND actor_name IN ('Beatrice Moreau', 'Invited')",
    ).all();
    expect(results).toEqual([{ name: "Fabrikam Partners" }]);
  });

  it("is one with the end of the sessions: where D1 fails nothing has changed, and the link still works", async () => {
    const email = "restricted@northwind.example";
    const link = await linkFor(email);
    const before = await signedIn(email);
    const { database } = watchedDatabase(env.DB, (sql) => {
      if (sql.includes("DELETE FROM token")) unreachable();
    });
    const here = isolate({ DB: database }).anonymous({ origin });
    const answer = await here.post("/trpc/session.setPassword", { link, password: NEW });
    expect(answer.status).toBe(503);
    expect(await before.rpc.session.current.query()).not.toBeNull();
    await visitor().rpc.session.setPassword.mutate({ link, password: NEW });
    expect(await before.rpc.session.current.query()).toBeNull();
  });

  it("no longer takes a link from before the password was changed by other means", async () => {
    const email = "master@northwind.example";
    const link = await linkFor(email);
    const client = await signedIn(email);
    const currentPassword = "northwind demo passphrase";
    await client.rpc.profile.changePassword.mutate({ currentPassword, newPassword: NEW });
    await expect(
      visitor().rpc.session.setPassword.mutate({ link, password: `${NEW} twice` }),
    ).rejects.toMatchObject({ data: { reason: "link-invalid" } });
    await signedIn(email, NEW);
  });

  it("sets the password once, ends the sessions, keeps the API tokens, and signs in", async () => {
    const email = "member@northwind.example";
    const before = await signedIn(email);
    const { token } = await before.rpc.tokens.create.mutate({ name: "stays" });
    const link = await linkFor(email);
    const answer = await visitor().post("/trpc/session.setPassword", { link, password: NEW });
    expect(await answer.json()).toMatchObject({
      result: { data: { user: { email }, organization: { kind: "customer" } } },
    });
    expect(answer.headers.get("set-cookie")).toMatch(/^__Host-latchkey=lks_/);
    expect(await before.rpc.session.current.query()).toBeNull();
    expect((await bearer(token).fetch("/api/v1/me")).status).toBe(200);
    expect(await (await signedIn(email, NEW)).rpc.session.current.query()).toMatchObject({ user: { email } });
    await expect(signedIn(email)).rejects.toThrow("401");
    await expect(visitor().rpc.session.setPassword.mutate({ link, password: NEW })).rejects.toMatchObject({
      data: { code: "BAD_REQUEST", reason: "link-invalid", field: "link" },
    });
  });

  it("uses up all links of that user, and one of two at the same moment", async () => {
    const email = "super@northwind.example";
    const links = [await linkFor(email), await linkFor(email)];
    const outcomes = await Promise.allSettled(
      links.map((link) => visitor().rpc.session.setPassword.mutate({ link, password: NEW })),
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("refuses weak passwords and leaves the link as it was", async () => {
    const link = await linkFor("master@northwind.example");
    const refused = (password: unknown) =>
      visitor()
        .post("/trpc/session.setPassword", { link, password })
        .then((answer) => answer.json());
    expect(await refused("too short")).toMatchObject({
      error: { data: { reason: "password-too-short", field: "password" } },
    });
    expect(await refused("passwordpassword")).toMatchObject({
      error: { data: { reason: "password-common", field: "password" } },
    });
    expect(await refused("Master@Northwind.example")).toMatchObject({
      error: { data: { reason: "password-common" } },
    });
    expect((await visitor().post("/trpc/session.setPassword", { link, password: NEW })).status).toBe(200);
  });

  it("refuses a link after an hour, and one that never was", async () => {
    const link = await linkFor("partner@fabrikam.example");
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 60 * 60 * 1000 });
    try {
      for (const tried of [link, "x".repeat(44), "", "/../", link.slice(0, 43)]) {
        const answer = await visitor().post("/trpc/session.setPassword", { link: tried, password: NEW });
        expect(await answer.json()).toMatchObject({ error: { data: { reason: "link-invalid" } } });
      }
    } finally {
      vi.useRealTimers();
    }
  });
});
