import { env, exports } from "cloudflare:workers";
import { describe, expect, test } from "vitest";
import { type IssuedToken, issueToken } from "../factories/demo-token.ts";
import { anonymous, bearer, withDemo } from "../world/in-workerd.ts";

await withDemo();
const gateway = await issueToken(env, "gateway");

const isGood = (answer: Response) => answer.status === 200;
const ask = async (path: string, headers: Record<string, string>) =>
  isGood(await anonymous(headers).fetch(path));

/** Every door, with the text as given; returns whether the door took it for the token. */
const DOORS: Record<string, (given: string, of: IssuedToken) => Promise<boolean>> = {
  "REST, Bearer": (given) => ask("/api/v1/me", { authorization: `Bearer ${given}` }),
  "REST, Token": (given) => ask("/api/v1/me", { authorization: `Token ${given}` }),
  "REST, the pair": (given, { organizationId }) =>
    ask("/api/v1/me", { "x-account-id": organizationId, "x-auth-token": given }),
  "forward-auth": (given) => ask("/forward-auth", { authorization: `Bearer ${given}` }),
  introspection: async (given) => {
    const answer = await bearer(gateway.token).postForm("/oauth/introspect", { token: given });
    return ((await answer.json()) as { active: boolean }).active;
  },
  "service binding": async (given) => (await exports.LatchkeyVerifier.verify(given)).ok,
  revocation: async (given, { token }) => {
    expect((await anonymous().postForm("/oauth/revoke", { token: given })).status).toBe(200);
    return (await bearer(token).fetch("/api/v1/me")).status === 401;
  },
};

/** In a header these stand only after the token: before it, they stand between scheme and token. */
const BEHIND = ["", " ", "\t", " \t "];
/** A header has no line ends: HTTP itself trims them, or refuses the request. */
const IN_A_VALUE = ["\n", "\r\n", "\r", "\n\n \t"];
const OTHERS = ["\u000b", "\u000c", '"', "'", ";"];
/** `test/world-http/raw-requests.test.ts` sends these in headers, byte for byte. */
const NOT_ASCII = ["\u00a0", "\u0085", "\u2028", "\ufeff"];

const takesAnything = (door: string) => ["introspection", "service binding", "revocation"].includes(door);

describe.each(Object.entries(DOORS))("%s", (door, enter) => {
  test.each([...BEHIND, ...(takesAnything(door) ? IN_A_VALUE : [])])(
    "%j around it is cut off",
    async (blank) => {
      const behind = await issueToken(env, "member@northwind.example");
      expect(await enter(behind.token + blank, behind)).toBe(true);
      if (!takesAnything(door)) return;
      const around = await issueToken(env, "member@northwind.example");
      expect(await enter(blank + around.token + blank, around)).toBe(true);
    },
  );

  test.each([...OTHERS, ...(takesAnything(door) ? NOT_ASCII : [])])(
    "%j around it makes it another text",
    async (odd) => {
      const issued = await issueToken(env, "member@northwind.example");
      expect(await enter(issued.token + odd, issued)).toBe(false);
      expect(await enter(odd + issued.token, issued)).toBe(false);
    },
  );

  test.each(takesAnything(door) ? ["Bearer ", "bearer ", "Token ", "Authorization: Bearer "] : [])(
    "%j pasted along is not cut off",
    async (pasted) => {
      const issued = await issueToken(env, "member@northwind.example");
      expect(await enter(pasted + issued.token, issued)).toBe(false);
    },
  );
});

test("blanks alone are no credential to another Worker", async () => {
  expect(await exports.LatchkeyVerifier.verify(" \n")).toMatchObject({
    ok: false,
    status: 401,
    code: "credentials_missing",
  });
});
