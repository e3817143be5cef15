import type { RouteDefinition } from "@solidjs/router";
import { expect, test } from "vitest";
import { loadPage } from "../../web/first-page.ts";

/** A component that records when it is preloaded. */
function component(name: string, loaded: string[]) {
  return Object.assign(() => null, { preload: async () => void loaded.push(name) });
}

test.each([
  ["/", ["signed in", "home"]],
  ["/sign-in", ["sign in"]],
  ["/set-password", ["set password"]],
  ["/account", ["signed in", "shell", "account"]],
  ["/account/", ["signed in", "shell", "account"]],
  ["/account/users", ["signed in", "shell", "team"]],
  ["/account/users/usr_1", ["signed in", "shell", "member"]],
  ["/account/users/usr_1/security", ["signed in", "shell", "member's security"]],
  ["/user", ["signed in", "shell", "user", "profile"]],
  ["/user/security", ["signed in", "shell", "user", "security"]],
  ["/nothing/here", ["signed in", "shell", "not found"]],
])("at %s the page and what is around it is loaded, and nothing else", async (path, expected) => {
  const loaded: string[] = [];
  const page = (path: string, name: string, children?: RouteDefinition[]): RouteDefinition => ({
    path,
    component: component(name, loaded),
    ...(children && { children }),
  });
  const routes = [
    page("/sign-in", "sign in"),
    page("/set-password", "set password"),
    page("/", "signed in", [
      page("/", "home"),
      page("/", "shell", [
        page("/user", "user", [page("/", "profile"), page("/security", "security")]),
        page("/account", "account"),
        page("/account/users", "team"),
        page("/account/users/:id", "member"),
        page("/account/users/:id/security", "member's security"),
        page("*unknown", "not found"),
      ]),
    ]),
  ];
  await loadPage(routes, path);
  expect(loaded).toEqual(expected);
});

test("what is loaded already needs nothing", async () => {
  await expect(loadPage([{ path: "/", component: () => null }], "/")).resolves.toBeUndefined();
});
