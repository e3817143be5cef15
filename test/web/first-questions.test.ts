import { describe, expect, test } from "vitest";
import { batchPath, firstQuestions } from "../../web/first-questions.ts";

const at = (address: string) => {
  const { pathname, search } = new URL(address, "https://latchkey.test");
  return firstQuestions({ pathname, search });
};
const SESSION = [["session.current"], ["profile.get"]];

describe("what a page asks first", () => {
  test.each([
    ["/settings/api-tokens", [["tokens.list", { limit: 25 }]]],
    ["/partner/api-tokens?name=ci&dialog=new", [["tokens.list", { name: "ci", limit: 25 }]]],
    [
      "/account/api-tokens?q=%25+x&sort=-name",
      [["organization.tokens", { q: "% x", sort: "-name", limit: 50 }]],
    ],
    [
      "/settings/api-tokens?state=unused&sort=name",
      [["tokens.list", { state: "unused", sort: "name", limit: 25 }]],
    ],
    [
      "/settings/api-tokens/3fA9xQ2LmZ7p?dialog=edit",
      [
        ["tokens.get", { id: "3fA9xQ2LmZ7p" }],
        ["tokens.usage", { id: "3fA9xQ2LmZ7p" }],
        ["tokens.activity", { id: "3fA9xQ2LmZ7p", limit: 20 }],
      ],
    ],
    [
      "/account/api-tokens/3fA9xQ2LmZ7p",
      [
        ["organization.token", { id: "3fA9xQ2LmZ7p" }],
        ["organization.tokenUsage", { id: "3fA9xQ2LmZ7p" }],
        ["organization.tokenActivity", { id: "3fA9xQ2LmZ7p", limit: 20 }],
      ],
    ],
    ["/account/activity?user=u1", [["activity.list", { userId: "u1", limit: 50 }]]],
    ["/account", [["organization.home"]]],
    ["/account/permissions", [["organization.home"]]],
    ["/account/policy", [["organization.policy"], ["organization.formerNames"]]],
    ["/account/sign-in", [["organization.identityProvider"]]],
    [
      "/account/users/usr_1?cursor=c",
      [
        ["team.member", { userId: "usr_1" }],
        ["team.tokens", { userId: "usr_1", cursor: "c", limit: 25 }],
        ["organization.home"],
      ],
    ],
    [
      "/account/users/usr_1/security",
      [
        ["team.member", { userId: "usr_1" }],
        ["secondaryTokens.list", { userId: "usr_1" }],
        ["secondaryTokens.count", { userId: "usr_1" }],
      ],
    ],
  ])("%s: its own questions, with what is in the address", (address, questions) => {
    expect(JSON.parse(JSON.stringify(at(address)))).toEqual([...questions, ...SESSION]);
  });

  test.each([
    "/",
    "/user",
    "/account/users/%zz",
    "/settings/unknown",
    "/accounts",
    `/account/users?q=${"x".repeat(600)}`,
  ])("%s: who is signed in", (address) => expect(at(address)).toEqual(SESSION));

  test.each(["/sign-in", "/docs", "/set-password"])("%s: nothing", (address) =>
    expect(at(address)).toEqual([]),
  );
});

test("a batch is addressed as tRPC's client does, whatever was typed", () => {
  const path = batchPath(at('/account/users?q=a"b<%2C>\n\u{1F511}'));
  expect(path).toMatch(/^\/trpc\/team\.list,session\.current,profile\.get\?batch=1&input=[-\w%.!~*'()]+$/);
  const input = new URL(path, "https://latchkey.test").searchParams.get("input") ?? "";
  expect(JSON.parse(input)).toEqual({ 0: { q: 'a"b<,>\u{1F511}', limit: 50 } });
});
