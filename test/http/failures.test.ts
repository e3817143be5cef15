import { env } from "cloudflare:workers";
import { describe, expect, test, vi } from "vitest";
import { isolate } from "../factories/isolate.ts";
import { PASSWORD } from "../factories/password.ts";
import { scenario } from "../factories/scenario.ts";
import { watchedDatabase } from "../factories/watched.ts";
import { origin } from "../world/in-workerd.ts";

type Line = { event: string; reference: string; error: string; stack: string[] };

/** The faults that are logged from now on. */
function faults() {
  const log = vi.spyOn(console, "log").mockImplementation(() => {});
  const lines = () => log.mock.calls.map(([line]) => JSON.parse(String(line)) as Line);
  return {
    all: () => JSON.stringify(log.mock.calls),
    faults: () => lines().filter(({ event }) => event === "failure"),
  };
}

const failing = (part: string, error: unknown) => {
  const { database } = watchedDatabase(env.DB, (sql) => {
    if (sql.includes(part)) throw error;
  });
  return isolate({ DB: database });
};

const REFERENCE = /^[0-9A-Za-z]{10}$/;

describe("a fault has one reference, in the answer and in the log", () => {
  test("application/problem+json", async () => {
    const { token } = await scenario().withOrganization().withMember().withToken().written();
    const log = faults();
    const answer = await failing("name_folded", new Error("boom"))
      .bearer(token.text)
      .fetch("/api/v1/tokens?name=x");
    const { reference } = await answer.json<{ reference: string }>();
    expect(reference).toMatch(REFERENCE);
    expect(log.faults()).toEqual([expect.objectContaining({ reference, error: "DatabaseFailure: boom" })]);
    expect(log.faults()[0]?.stack.join("\n")).toMatch(/patience\.ts:\d+:\d+/);
  });

  test("tRPC: in the error's data", async () => {
    const { member } = await scenario().withOrganization().withMember().written();
    const log = faults();
    const { anonymous } = failing("INSERT INTO token", new Error("boom"));
    const answer = await anonymous({ Origin: origin }).post("/trpc/session.signIn", {
      email: member.user.email,
      password: PASSWORD,
    });
    const { error } = await answer.json<{ error: { data: { reference: string; reason: string } } }>();
    expect(error.data).toMatchObject({ reason: "database-unavailable", httpStatus: 503 });
    expect(error.data.reference).toMatch(REFERENCE);
    expect(log.faults().map(({ reference }) => reference)).toEqual([error.data.reference]);
  });

  test("OAuth: in its description", async () => {
    const { token } = await scenario().withOrganization().withMember().withToken().written();
    const log = faults();
    const { anonymous } = failing("DELETE FROM token", new Error("boom"));
    const answer = await anonymous().postForm("/oauth/revoke", { token: token.text });
    expect(answer.status).toBe(503);
    const { error_description } = await answer.json<{ error_description: string }>();
    expect(error_description).toMatch(/Reference: [0-9A-Za-z]{10}\.$/);
    expect(error_description).toContain(log.faults()[0]?.reference);
  });

  test("one of ours: 500", async () => {
    const { token } = await scenario().withOrganization().withMember().withToken().written();
    const log = faults();
    const stringify = JSON.stringify;
    vi.spyOn(JSON, "stringify").mockImplementation((value, ...rest) => {
      if (value?.items) throw new TypeError("boom");
      return stringify(value, ...(rest as []));
    });
    const answer = await isolate().bearer(token.text).fetch("/api/v1/tokens");
    expect(answer.status).toBe(500);
    const body = await answer.json<{ code: string; reference: string }>();
    expect(body).toMatchObject({ code: "unexpected", reference: expect.stringMatching(REFERENCE) });
    expect(log.faults()).toMatchObject([{ reference: body.reference, error: "TypeError: boom" }]);
  });
});

test("the log has nothing that was sent: neither a query's parameters nor what could not be parsed", async () => {
  const { token } = await scenario().withOrganization().withMember().withToken().written();
  const log = faults();
  const quoting = [
    new SyntaxError(`Unexpected token 'l', "${token.text.slice(0, 20)}"... is not valid JSON`),
    new Error(`cannot read ${token.text}`),
  ];
  for (const error of quoting) {
    const { bearer } = failing("name_folded", error);
    expect((await bearer(token.text).fetch("/api/v1/tokens?name=violet")).status).toBe(503);
  }
  expect(log.faults()).toHaveLength(2);
  expect(log.all()).not.toContain(token.text.slice(17));
  expect(log.all()).not.toMatch(/violet/i);
});
