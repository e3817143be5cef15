import { beforeAll, describe, expect, test, vi } from "vitest";
import { isolate } from "../factories/isolate.ts";
import { neverIssued } from "../factories/never-issued.ts";
import { scenario } from "../factories/scenario.ts";
import { call } from "../tenants/call.ts";
import { catchMail } from "../world/sent-mail.ts";

const written = () =>
  scenario()
    .withOrganization()
    .withMember({ role: "master_admin" })
    .withToken({ name: "Nightly" })
    .withToken()
    .written();
let found: Awaited<ReturnType<typeof written>>;
beforeAll(async () => {
  found = await written();
});

const { bearer, signedIn } = isolate();

const PASTED = [neverIssued(), ` ${neverIssued()}\n`, neverIssued("session"), neverIssued("api", "acme")];

describe("a whole token as a search term is refused, whoever's it is", () => {
  test.each(["/api/v1/tokens?name=", "/api/v1/organization/tokens?q="])("REST %s: 422", async (path) => {
    for (const text of [...PASTED, found.token.text]) {
      const answer = await bearer(found.token.text).fetch(path + encodeURIComponent(text));
      expect(answer.status).toBe(422);
      const body = await answer.text();
      expect(JSON.parse(body)).toMatchObject({ code: "search-is-a-secret" });
      expect(body).not.toContain(text.trim().slice(17));
    }
  });

  test.each([
    ["tokens.list", "name"],
    ["organization.tokens", "q"],
    ["team.list", "q"],
  ])("tRPC %s: BAD_REQUEST", async (procedure, field) => {
    const client = await signedIn(found.member.user.email ?? "", found.member.password);
    for (const text of PASTED) {
      const answer = await call(client, procedure, { [field]: text });
      expect(await answer.json()).toMatchObject({
        error: { data: { code: "BAD_REQUEST", reason: "search-is-a-secret", field } },
      });
    }
  });
});

test("a whole prefix finds that token of one's own, beside what its name finds", async () => {
  const { id, text } = found.token;
  const names = async (name: string) => {
    const answer = await bearer(text).fetch(`/api/v1/tokens?name=${encodeURIComponent(name)}`);
    return (await answer.json<{ items: { id: string }[] }>()).items.map((one) => one.id);
  };
  expect(await names(`lk_${id}`)).toEqual([id]);
  expect(await names(` lk_${id} `)).toEqual([id]);
  expect(await names(`acme_${id}`)).toEqual([]);
  expect(await names(`lk_${id.slice(1)}`)).toEqual([]);
});

test("a whole token is no name", async () => {
  const client = await signedIn(found.member.user.email ?? "", found.member.password);
  const answer = await client.post("/trpc/tokens.create", { name: `old ${neverIssued()}` });
  expect(await answer.json()).toMatchObject({
    error: { data: { reason: "name-is-a-secret", field: "name" } },
  });
});

describe("a link in mail", () => {
  const HOSTS = ["https://evil.example", "https://tokens.example.com"];

  test.each(HOSTS)("is not sent for %s, which only the request names, and that is logged", async (origin) => {
    const log = vi.spyOn(console, "log").mockImplementation(() => {});
    const mail = catchMail();
    const { fetch, settled } = isolate({ PUBLIC_ORIGIN: "" });
    const answer = await fetch(`${origin}/trpc/session.forgotPassword`, {
      method: "POST",
      headers: { origin, "content-type": "application/json" },
      body: JSON.stringify({ email: found.member.user.email }),
    });
    expect(answer.status).toBe(200);
    await settled();
    expect(mail).toEqual([]);
    expect(log.mock.calls.join()).toContain("mail.no-origin");
  });
});
