import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { render } from "../../worker/emails/render.ts";
import { issueToken, unknownToken } from "../factories/demo-token.ts";
import { anonymous, bearer, withDemo } from "../world/in-workerd.ts";

beforeAll(async () => {
  await withDemo();
});

const revoke = (fields: Record<string, string>) => anonymous().postForm("/oauth/revoke", fields);
const status = async (token: string) => (await bearer(token).fetch("/api/v1/me")).status;

describe("RFC 7009 §2: whoever holds a token", () => {
  test("ends it, without any other authentication, and it is refused from then on", async () => {
    const { token } = await issueToken(env, "member@northwind.example");
    expect(await status(token)).toBe(200);
    const answer = await revoke({ token, token_type_hint: "access_token" });
    expect([answer.status, await answer.text()]).toEqual([200, ""]);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(await status(token)).toBe(401);
  });

  test("is recorded on the owner, as nobody in particular", async () => {
    const { token, id, userId } = await issueToken(env, "member@northwind.example", { name: "Leaked" });
    await revoke({ token });
    const row = await env.DB.prepare("SELECT * FROM activity WHERE token_id = ?").bind(id).first();
    expect(row).toMatchObject({
      action: "token.revoked",
      actor_user_id: null,
      subject_user_id: userId,
      token_name: "Leaked",
      detail: '{"kind":"api","by":"holder"}',
    });
  });

  test("is told of to the owner by mail, once, in the same transaction", async () => {
    const { token, id } = await issueToken(env, "member@northwind.example", { name: "Leaked too" });
    await Promise.all([revoke({ token }), revoke({ token })]);
    const { results } = await env.DB.prepare(
      "SELECT recipient, notice FROM outbox WHERE notice LIKE '%Leaked too%'",
    ).all<{ recipient: string; notice: string }>();
    expect(results).toHaveLength(1);
    expect(results[0]?.recipient).toBe("member@northwind.example");
    const notice = JSON.parse(results[0]?.notice ?? "");
    expect(notice).toMatchObject({
      administrator: null,
      named: [{ name: "Leaked too", prefix: `lk_${id}`, purpose: null }],
    });
    const mail = await render(notice, async () => ({ url: "", setsPassword: true }), 0);
    expect(mail.subject).toBe("An API token of yours at Northwind Labs was revoked");
    expect(mail.text).toContain(`Leaked too (lk_${id})`);
    expect(mail.text).not.toContain("null");
  });

  test("is told later that it was revoked, when and how", async () => {
    const { token } = await issueToken(env, "member@northwind.example");
    await revoke({ token });
    const challenge = (await bearer(token).fetch("/api/v1/me")).headers.get("www-authenticate");
    expect(challenge).toMatch(/revoked on \d{4}-\d\d-\d\dT[\d:]+Z by whoever presented it for revocation\./);
  });

  test.each([
    ["expired", { expiresAt: Date.now() - 1 }, "member@northwind.example"],
    ["blocked by a missing permission", {}, "restricted@northwind.example"],
  ])("ends one that is %s too", async (_, options, owner) => {
    const { token, id } = await issueToken(env, owner, options);
    expect((await revoke({ token })).status).toBe(200);
    expect(await env.DB.prepare("SELECT 1 FROM token WHERE id = ?").bind(id).first()).toBeNull();
  });

  test("ends nothing twice: one activity, however often it is sent", async () => {
    const { token, id } = await issueToken(env, "member@northwind.example");
    await Promise.all([revoke({ token }), revoke({ token }), revoke({ token })]);
    const { results } = await env.DB.prepare("SELECT 1 FROM activity WHERE token_id = ?").bind(id).all();
    expect(results).toHaveLength(1);
  });
});

describe("RFC 7009 §2.2: what is no live API token", () => {
  test.each([
    ["garbage", () => "x"],
    ["unknown", unknownToken],
  ])("%s is 200 too", async (_, token) => {
    expect((await revoke({ token: token() })).status).toBe(200);
  });

  test("a session's value is 200 and stays what it is", async () => {
    const { token, id } = await issueToken(env, "member@northwind.example", { kind: "session" });
    expect((await revoke({ token })).status).toBe(200);
    expect(await env.DB.prepare("SELECT 1 FROM token WHERE id = ?").bind(id).first()).not.toBeNull();
  });

  test("the right id with another secret ends nothing", async () => {
    const { id } = await issueToken(env, "member@northwind.example");
    const { generateToken } = await import("../../worker/domain/tokens/token.ts");
    let call = 0;
    const { plain } = generateToken("api", "lk", (length) => {
      const digits = new TextEncoder().encode(id).map((byte) => BASE62.indexOf(String.fromCharCode(byte)));
      return call++ === 0 ? Uint8Array.from([...digits, ...new Uint8Array(length)]) : new Uint8Array(length);
    });
    expect(plain.reveal()).toContain(`_${id}_`);
    expect((await revoke({ token: plain.reveal() })).status).toBe(200);
    expect(await env.DB.prepare("SELECT 1 FROM token WHERE id = ?").bind(id).first()).not.toBeNull();
  });
});

describe("RFC 7009 §2.1 and §2.2.1: errors", () => {
  test.each([["a=b"], ["token="], ["token=a&token=a"]])("%s is invalid_request", async (body) => {
    const answer = await anonymous().fetch("/oauth/revoke", {
      method: "POST",
      body,
      headers: { "content-type": "application/x-www-form-urlencoded; charset=utf-8" },
    });
    expect([answer.status, ((await answer.json()) as { error: string }).error]).toEqual([
      400,
      "invalid_request",
    ]);
  });

  test("D1 out of reach: 503 with Retry-After, for the token may still live", async () => {
    const { token } = await issueToken(env, "member@northwind.example");
    vi.spyOn(env.DB, "prepare").mockImplementation(() => {
      throw new Error("D1_ERROR: out of reach");
    });
    const answer = await revoke({ token });
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "5"]);
    expect(await answer.json()).toMatchObject({ error: "temporarily_unavailable" });
  });

  test("an unknown path below /oauth is a 404 in OAuth's form", async () => {
    const answer = await anonymous().postForm("/oauth/token", {});
    expect(answer.status).toBe(404);
    expect(Object.keys((await answer.json()) as object)).toEqual(["error", "error_description"]);
  });
});

const BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
