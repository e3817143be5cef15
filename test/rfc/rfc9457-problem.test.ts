import { expect, test } from "vitest";
import { isolate } from "../factories/isolate.ts";
import { scenario } from "../factories/scenario.ts";

const { anonymous, bearer } = isolate();

test.each([
  ["GET", "/api/v1/me", 401, "Unauthorized"],
  ["GET", "/api/v1/nothing", 404, "Not Found"],
  ["GET", "/api/v2", 404, "Not Found"],
  ["GET", "/api", 404, "Not Found"],
  ["PUT", "/api/v1/me", 405, "Method Not Allowed"],
  ["POST", "/nothing", 405, "Method Not Allowed"],
])(
  "§3: %s %s is a problem of status %i, named by its phrase (§4.2.1)",
  async (method, path, status, title) => {
    const answer = await anonymous().fetch(path, { method });
    expect(answer.status).toBe(status);
    expect(answer.headers.get("Content-Type")).toBe("application/problem+json");
    const body = await answer.json();
    expect(body).toMatchObject({
      type: "about:blank",
      title,
      status,
      detail: expect.any(String),
      code: expect.any(String),
    });
  },
);

test("§3: a wrong parameter is 422 and names the field", async () => {
  const { token } = await scenario().withOrganization().withMember().withToken().written();
  const answer = await bearer(token.text).fetch("/api/v1/tokens?limit=0");
  expect(answer.status).toBe(422);
  expect(await answer.json()).toEqual({
    type: "about:blank",
    title: "Unprocessable Content",
    status: 422,
    detail: "The limit is a whole number from 1 to 200.",
    code: "limit-invalid",
    field: "limit",
  });
});

test("§3.1: no member but those documented", async () => {
  const body = (await (await anonymous().fetch("/api/v1/me")).json()) as object;
  expect(Object.keys(body).toSorted()).toEqual(["code", "detail", "status", "title", "type"]);
});
