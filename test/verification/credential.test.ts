import { describe, expect, test } from "vitest";
import { readCredential } from "../../worker/verification/credential.ts";

const T = "lk_token";
const ORG = "org_8QzT0b1VnKcd";

/** Fields in the order they came; a name may come twice. */
function credentialIn(...fields: [name: string, value: string][]) {
  const headers = new Headers();
  for (const [name, value] of fields) headers.append(name, value);
  return readCredential(headers);
}

describe("presented", () => {
  test.each([
    ["Bearer", [["Authorization", `Bearer ${T}`]], "Bearer"],
    ["bearer in small letters", [["Authorization", `bearer ${T}`]], "Bearer"],
    ["BEARER in capitals", [["Authorization", `BEARER ${T}`]], "Bearer"],
    ["Token, as Django's clients send it", [["Authorization", `Token ${T}`]], "Token"],
    ["several spaces", [["Authorization", `Bearer   ${T}`]], "Bearer"],
    ["trailing spaces and tabs", [["Authorization", `Bearer ${T} \t`]], "Bearer"],
    ["leading spaces", [["Authorization", `  Bearer ${T}`]], "Bearer"],
    ["beside an empty X-Auth-Token that is not there", [["authorization", `Bearer ${T}`]], "Bearer"],
  ] as [string, [string, string][], string][])("%s", (_, fields, scheme) => {
    expect(credentialIn(...fields)).toEqual({ kind: "presented", scheme, text: T });
  });

  test("both halves of the pair", () => {
    const expected = { kind: "presented", scheme: "X-Auth-Token", text: T, organizationId: ORG };
    expect(credentialIn(["X-Account-Id", ORG], ["X-Auth-Token", T])).toEqual(expected);
    expect(credentialIn(["x-auth-token", ` ${T} `], ["x-account-id", ` ${ORG} `])).toEqual(expected);
  });

  test.each(["\u00a0", "\u000b", "\u000c", '"', "'"])("%j before or behind it belongs to the text", (odd) => {
    for (const text of [`${odd}${T}`, `${T}${odd}`]) {
      expect(credentialIn(["Authorization", `Bearer ${text}`])).toMatchObject({ kind: "presented", text });
      expect(credentialIn(["X-Account-Id", ORG], ["X-Auth-Token", text])).toMatchObject({ text });
    }
  });

  test("more than one word is taken whole, and so is no token", () => {
    expect(credentialIn(["Authorization", `Bearer ${T} ${T}`])).toMatchObject({ text: `${T} ${T}` });
  });

  test("X-Auth-Token without its other half is of no organization", () => {
    expect(credentialIn(["X-Auth-Token", T])).toMatchObject({ kind: "presented", organizationId: "" });
    expect(credentialIn(["X-Auth-Token", T], ["X-Account-Id", " "])).toMatchObject({ organizationId: "" });
  });
});

describe("absent", () => {
  test.each([
    ["nothing at all", []],
    ["an empty Authorization", [["Authorization", ""]]],
    ["white space", [["Authorization", " \t "]]],
    ["a scheme alone", [["Authorization", "Bearer"]]],
    ["a scheme and spaces", [["Authorization", "Token  "]]],
    ["Basic", [["Authorization", "Basic bGF0Y2hrZXk6a2V5"]]],
    ["Digest with its commas", [["Authorization", 'Digest username="a", realm="b", uri="/"']]],
    ["a scheme that begins like ours", [["Authorization", `Bearers ${T}`]]],
    ["a token without a scheme", [["Authorization", T]]],
    [
      "a no-break space behind the scheme, which makes it another word",
      [["Authorization", `Bearer\u00a0${T}`]],
    ],
    ["a tab behind a scheme of others", [["Authorization", `Basic\tbGF0`]]],
    ["a scheme named like what every object has", [["Authorization", `constructor ${T}`]]],
    ["X-Account-Id alone", [["X-Account-Id", ORG]]],
    [
      "X-Account-Id with an empty token",
      [
        ["X-Account-Id", ORG],
        ["X-Auth-Token", ""],
      ],
    ],
    [
      "underscores for hyphens, which some servers take for the same",
      [
        ["X_Account_Id", ORG],
        ["X_Auth_Token", T],
      ],
    ],
    ["a cookie", [["Cookie", `__Host-latchkey=${T}`]]],
    ["X-API-Key", [["X-API-Key", T]]],
  ] as [string, [string, string][]][])("%s", (_, fields) => {
    expect(credentialIn(...fields)).toEqual({ kind: "absent" });
  });
});

describe("malformed", () => {
  test.each([
    [
      "two Authorization headers",
      [
        ["Authorization", `Bearer ${T}`],
        ["Authorization", `Bearer ${T}`],
      ],
    ],
    [
      "Bearer and Token",
      [
        ["Authorization", `Bearer ${T}`],
        ["Authorization", `Token ${T}`],
      ],
    ],
    [
      "Basic and then Bearer",
      [
        ["Authorization", "Basic bGF0"],
        ["Authorization", `Bearer ${T}`],
      ],
    ],
    [
      "Bearer and then Basic",
      [
        ["Authorization", `Bearer ${T}`],
        ["Authorization", "Basic bGF0"],
      ],
    ],
    ["two in one, joined by a comma", [["Authorization", `Bearer ${T}, bearer ${T}`]]],
    ["joined without a space", [["Authorization", `Bearer ${T},Token ${T}`]]],
    ["a tab between scheme and token", [["Authorization", `Bearer\t${T}`]]],
    ["a tab among the spaces between them", [["Authorization", `Token \t ${T}`]]],
    ["a comma behind the token", [["Authorization", `Bearer ${T},`]]],
    [
      "both ways at once",
      [
        ["Authorization", `Bearer ${T}`],
        ["X-Account-Id", ORG],
        ["X-Auth-Token", T],
      ],
    ],
    [
      "Bearer and half a pair",
      [
        ["Authorization", `Bearer ${T}`],
        ["X-Auth-Token", T],
      ],
    ],
    [
      "Bearer and the other half",
      [
        ["Authorization", `Bearer ${T}`],
        ["X-Account-Id", ORG],
      ],
    ],
    [
      "two X-Auth-Token",
      [
        ["X-Account-Id", ORG],
        ["X-Auth-Token", T],
        ["X-Auth-Token", T],
      ],
    ],
    [
      "two X-Account-Id",
      [
        ["X-Account-Id", ORG],
        ["X-Account-Id", ORG],
        ["X-Auth-Token", T],
      ],
    ],
  ] as [string, [string, string][]][])("%s", (_, fields) => {
    expect(credentialIn(...fields)).toEqual({ kind: "malformed" });
  });
});

test("a header full of spaces takes no longer than one full of letters", () => {
  const LENGTH = 60_000;
  const onceMs = (filling: string) => {
    const headers = new Headers({ Authorization: `Bearer x${filling.repeat(LENGTH)}y` });
    const startedAt = performance.now();
    expect(readCredential(headers)).toMatchObject({ kind: "presented" });
    return performance.now() - startedAt;
  };
  // The quickest of five: a shared machine may stand still for a second.
  const durationOf = (filling: string) => Math.min(...Array.from({ length: 5 }, () => onceMs(filling)));
  expect(durationOf(" ")).toBeLessThan(durationOf("x") + 1_000);
});
