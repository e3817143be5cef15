import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { DEMO_PASSWORD } from "../../db/seeds/demo-people.ts";
import { PASSWORD_HASH } from "../factories/password.ts";
import { count } from "../factories/rows.ts";
import { anonymous, bearer, signedIn, withDemo } from "../world/in-workerd.ts";

const WRONG = { non_field_errors: ["Unable to log in with provided credentials."] };
const member = { username: "member@northwind.example", password: DEMO_PASSWORD };

let seen = 0;
/** From a separate address, so that no test uses up another one's tries. */
const client = () => anonymous({ "cf-connecting-ip": `192.0.2.${++seen}` });
const ask = (fields: unknown) => client().post("/api-token-auth", fields);
const said = async (answer: Response) => [answer.status, await answer.json()];

beforeAll(async () => {
  await withDemo();
  // The hash of the demo's password, but quick to check.
  await env.DB.prepare("UPDATE user SET password_hash = ? WHERE email IS NOT NULL").bind(PASSWORD_HASH).run();
});

describe("POST /api-token-auth, as Django REST's obtain_auth_token", () => {
  test.each(["/api-token-auth", "/api-token-auth/"])("%s: JSON gives a token that works", async (path) => {
    const answer = await client().post(path, member);
    expect([answer.status, answer.headers.get("cache-control")]).toEqual([200, "no-store"]);
    const body = (await answer.json()) as { token: string };
    expect(Object.keys(body)).toEqual(["token"]);
    expect(body.token).toMatch(/^lk_[0-9A-Za-z]{12}_[0-9A-Za-z]{38}$/);
    const me = await anonymous({ authorization: `Token ${body.token}` }).fetch("/api/v1/me");
    expect(await me.json()).toMatchObject({
      token: { name: "api-token-auth", expires_at: null, scopes: null },
      user: { email: member.username },
    });
  });

  test("a form, and a form in parts, are as good", async () => {
    expect((await client().postForm("/api-token-auth/", member)).status).toBe(200);
    const parts = new FormData();
    for (const [name, value] of Object.entries(member)) parts.set(name, value);
    expect((await client().fetch("/api-token-auth/", { method: "POST", body: parts })).status).toBe(200);
  });

  test.each([
    ["name", "x".repeat(101), "A name has at most 100 characters."],
    ["name", "x".repeat(60_000), "A name has at most 100 characters."],
    ["username", `${"x".repeat(60_000)}@x.example`, "Ensure this field has no more than 254 characters."],
  ])("a %s that is too long is refused by field, and not kept", async (field, text, sentence) => {
    expect(await said(await ask({ ...member, [field]: text }))).toEqual([400, { [field]: [sentence] }]);
    expect(await count("sign_in_attempt WHERE length(email) > 254")).toBe(0);
  });

  test("the e-mail is trimmed and of any case; the token gets the name and the organization asked for", async () => {
    const { organization } = (await (await signedIn(member.username)).rpc.session.current.query()) as {
      organization: { id: string };
    };
    const answer = await ask({
      ...member,
      username: "  Member@Northwind.example ",
      name: "Old client",
      organization: organization.id,
      csrfmiddlewaretoken: "ignored, as Django does",
    });
    const { token } = (await answer.json()) as { token: string };
    expect(await (await bearer(token).fetch("/api/v1/me")).json()).toMatchObject({
      token: { name: "Old client" },
      organization: { id: organization.id },
    });
  });

  test("making one is an activity of the owner", async () => {
    await ask({ ...member, name: "Recorded" });
    const row = await env.DB.prepare("SELECT * FROM activity WHERE token_name = 'Recorded'").first();
    expect(row).toMatchObject({
      action: "token.created",
      actor_name: "Mei Tanaka",
      subject_name: "Mei Tanaka",
    });
  });
});

describe("400", () => {
  test.each([
    ["a wrong password", { ...member, password: "x" }],
    ["an overlong password", { ...member, password: "x".repeat(2000) }],
    ["an unknown e-mail", { ...member, username: "nobody@northwind.example" }],
    ["a service user's name", { ...member, username: "ci-bot" }],
    ["an organization that is not theirs", { ...member, organization: "org_000000000000" }],
  ])("%s", async (_, fields) => {
    expect(await said(await ask(fields))).toEqual([400, WRONG]);
  });

  test("somebody deactivated, with the right password", async () => {
    await env.DB.prepare("UPDATE membership SET deactivated_at = 1 WHERE name = 'Beatrice Moreau'").run();
    expect(await said(await ask({ ...member, username: "boss@fabrikam.example" }))).toEqual([400, WRONG]);
  });

  const required = ["This field is required."];
  const blank = ["This field may not be blank."];
  test.each<[unknown, unknown]>([
    [{}, { username: required, password: required }],
    [{ username: "a@b.example" }, { password: required }],
    [
      { username: "", password: "" },
      { username: blank, password: blank },
    ],
    [
      { username: null, password: [] },
      { username: ["This field may not be null."], password: ["Not a valid string."] },
    ],
    [{ ...member, name: " " }, { name: ["A name needs at least one visible character."] }],
    [["a"], { non_field_errors: ["Invalid data. Expected a dictionary."] }],
    ["a", { non_field_errors: ["Invalid data. Expected a dictionary."] }],
  ])("%j", async (fields, errors) => {
    expect(await said(await ask(fields))).toEqual([400, errors]);
  });

  test("JSON that cannot be read says so in detail, as Django REST does", async () => {
    const answer = await client().fetch("/api-token-auth", {
      method: "POST",
      body: "{",
      headers: { "content-type": "application/json" },
    });
    expect(await said(answer)).toMatchObject([400, { detail: "JSON parse error." }]);
  });
});

describe("refusals", () => {
  test("403 without tokens.personal; a right password is not counted as a wrong try", async () => {
    const restricted = client();
    for (let time = 0; time < 11; time++) {
      const answer = await restricted.post("/api-token-auth", {
        ...member,
        username: "restricted@northwind.example",
      });
      expect(await said(answer)).toMatchObject([403, { missing: "tokens.personal" }]);
    }
  });

  test("405 with Allow, 415, 413", async () => {
    const get = await client().fetch("/api-token-auth/");
    expect([get.status, get.headers.get("allow")]).toEqual([405, "POST"]);
    expect((await client().fetch("/api-token-auth", { method: "POST", body: "a" })).status).toBe(415);
    expect((await ask({ ...member, name: "x".repeat(70_000) })).status).toBe(413);
  });

  test("429 with Retry-After after ten wrong tries, counted together with the sign-ins", async () => {
    const address = { "cf-connecting-ip": "198.51.100.1" };
    const wrong = { username: "super@northwind.example", password: "wrong" };
    for (let time = 0; time < 5; time++) {
      expect((await anonymous(address).post("/api-token-auth", wrong)).status).toBe(400);
      const { username: email, password } = wrong;
      const headers = { ...address, origin: "https://latchkey.test" };
      expect((await anonymous(headers).post("/trpc/session.signIn", { email, password })).status).toBe(401);
    }
    const answer = await anonymous(address).post("/api-token-auth", { ...wrong, password: DEMO_PASSWORD });
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(800);
    expect(await answer.json()).toMatchObject({ detail: expect.any(String), code: "sign-in-throttled" });
    expect((await ask({ ...wrong, password: DEMO_PASSWORD })).status).toBe(200);
  });

  test("503 while D1 is out of reach", async () => {
    vi.spyOn(env.DB, "prepare").mockImplementation(() => {
      throw new Error("D1_ERROR: out of reach");
    });
    expect((await ask(member)).status).toBe(503);
  });
});
