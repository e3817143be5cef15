import fc from "fast-check";
import { TrieRouter } from "hono/router/trie-router";
import { expect, test } from "vitest";
import { Router } from "../../worker/http/hono.ts";

const ROUTES = ["/*", "/tokens", "/tokens/current", "/tokens/:id", "/tokens/:id/usage", "/team/*"];
const METHODS = ["ALL", "GET", "DELETE"];

test("a path leads where it led the first time, whatever was asked for in between", () => {
  const [remembering, forgetful] = [new Router<string>(), new TrieRouter<string>()];
  for (const router of [remembering, forgetful]) {
    for (const method of METHODS) for (const path of ROUTES) router.add(method, path, `${method} ${path}`);
  }
  const segment = fc.oneof(fc.constantFrom("tokens", "current", "usage", "team"), fc.webSegment());
  const request = fc.tuple(fc.constantFrom(...METHODS, "PUT"), fc.array(segment, { maxLength: 4 }));
  fc.assert(
    fc.property(fc.array(request, { maxLength: 50 }), (requests) => {
      for (const [method, segments] of [...requests, ...requests]) {
        const path = `/${segments.join("/")}`;
        expect(remembering.match(method, path)).toEqual(forgetful.match(method, path));
      }
    }),
  );
});
