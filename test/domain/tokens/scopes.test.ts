import fc from "fast-check";
import { expect, test } from "vitest";
import { readScopes, storeScopes } from "../../../worker/domain/tokens/scopes.ts";

test("what is stored is read back", () => {
  const lists = fc.array(fc.string({ minLength: 1 }), { minLength: 1 });
  fc.assert(
    fc.property(fc.option(lists), (scopes) => {
      expect(readScopes(storeScopes(scopes))).toEqual(scopes);
    }),
  );
});

test.each([null, "", "[]", "{}", '"all"', "ALL", "null", '[1, "a"]', "[null]", "[["])(
  "%j never widens a token",
  (column) => {
    expect(() => readScopes(column)).toThrow();
  },
);
