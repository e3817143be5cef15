import { env } from "cloudflare:workers";
import { expect, test, vi } from "vitest";
import { isolate } from "../factories/isolate.ts";
import { neverIssued } from "../factories/never-issued.ts";
import { scenario } from "../factories/scenario.ts";

const challengeOf = (answer: Response) => answer.headers.get("WWW-Authenticate") ?? "";
const setMember = (userId: string, set: string) =>
  env.DB.prepare(`UPDATE membership SET ${set} WHERE user_id = ?`).bind(userId).run();

test("the owner's permissions decide at every use: taken, refused; given back, honoured", async () => {
  const { token, member } = await scenario().withOrganization().withMember().withToken().written();
  const { bearer } = isolate();
  const status = async () => (await bearer(token.text).fetch("/api/v1/me")).status;
  expect(await status()).toBe(200);
  await setMember(member.user.id, `permissions = '["reports:read"]'`);
  expect(await status()).toBe(401);
  await setMember(member.user.id, `permissions = '["reports:read","tokens.personal"]'`);
  expect(await status()).toBe(200);
});

test("what the token may do is what the member may now, narrowed by the token", async () => {
  const { token, member } = await scenario()
    .withOrganization()
    .withMember()
    .withToken({ scopes: ["reports:read", "reports:write"] })
    .written();
  const { bearer } = isolate();
  const permissions = async () =>
    ((await (await bearer(token.text).fetch("/api/v1/me")).json()) as { permissions: string[] }).permissions;
  expect(await permissions()).toEqual(["reports:read", "reports:write"]);
  await setMember(member.user.id, `permissions = '["tokens.personal","reports:write"]'`);
  expect(await permissions()).toEqual(["reports:write"]);
});

test("a deactivated owner's token is refused, and honoured once they are back", async () => {
  const { token, member } = await scenario().withOrganization().withMember().withToken().written();
  const { bearer } = isolate();
  await setMember(member.user.id, "deactivated_at = 1");
  const answer = await bearer(token.text).fetch("/api/v1/me");
  expect(answer.status).toBe(401);
  expect(challengeOf(answer)).toContain("deactivated");
  await setMember(member.user.id, "deactivated_at = NULL");
  expect((await bearer(token.text).fetch("/api/v1/me")).status).toBe(200);
});

test("a token ends at the instant of its expiry, and its holder is told when", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  try {
    vi.setSystemTime("2026-11-21T10:00:00.000Z");
    const expiresAt = Date.parse("2026-11-21T10:00:05.000Z");
    const { token } = await scenario().withOrganization().withMember().withToken({ expiresAt }).written();
    const { bearer } = isolate();
    vi.setSystemTime(expiresAt - 1);
    expect((await bearer(token.text).fetch("/api/v1/me")).status).toBe(200);
    vi.setSystemTime(expiresAt);
    const answer = await bearer(token.text).fetch("/api/v1/me");
    expect(answer.status).toBe(401);
    expect(challengeOf(answer)).toContain('error_description="The token expired on 2026-11-21T10:00:05Z."');
  } finally {
    vi.useRealTimers();
  }
});

test("only the proven holder learns that a token was revoked, when and by whom", async () => {
  const { token } = await scenario().withOrganization().withMember().withToken().written();
  const [here, there] = [isolate(), isolate()];
  await here.bearer(token.text).fetch(`/api/v1/tokens/${token.id}`, { method: "DELETE" });
  await here.settled();
  for (const { bearer } of [here, there]) {
    const told = challengeOf(await bearer(token.text).fetch("/api/v1/me"));
    expect(told).toMatch(/The token was revoked on \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ by its owner\."/);
    const stranger = await bearer(neverIssued()).fetch("/api/v1/me");
    expect(challengeOf(stranger)).toBe(
      'Bearer realm="latchkey", error="invalid_token", error_description="The token is not valid."',
    );
  }
});

test("a session opens no API door, an API token is no session", async () => {
  const {
    tokens: [api, session],
  } = await scenario().withOrganization().withMember().withToken().withSession().written();
  const { bearer, anonymous } = isolate();
  expect((await bearer(session?.text ?? "").fetch("/api/v1/me")).status).toBe(401);
  const asCookie = (text = "") => anonymous({ cookie: `__Host-latchkey=${text}` });
  expect((await asCookie(session?.text).fetch("/api/v1/me")).status).toBe(401);
  const current = async (text?: string) =>
    (await (await asCookie(text).fetch("/trpc/session.current")).json()) as object;
  expect(await current(session?.text)).toMatchObject({ result: { data: { role: "member" } } });
  expect(await current(api?.text)).toEqual({ result: { data: null } });
  const withBearer = await bearer(api?.text ?? "").fetch("/trpc/tokens.list");
  expect(withBearer.status).toBe(401);
});

test("the pair of headers names the token's own organization, or opens nothing", async () => {
  const { token, organizations } = await scenario()
    .withOrganization()
    .withOrganization()
    .withMember()
    .withToken()
    .written();
  const { anonymous } = isolate();
  const status = async (organizationId: string) =>
    (await anonymous({ "X-Account-Id": organizationId, "X-Auth-Token": token.text }).fetch("/api/v1/me"))
      .status;
  expect(await status(organizations[1]?.id ?? "")).toBe(200);
  expect(await status(organizations[0]?.id ?? "")).toBe(401);
  expect(await status("")).toBe(401);
  expect(await status((organizations[1]?.id ?? "").toLowerCase())).toBe(401);
});
