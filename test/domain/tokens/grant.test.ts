import fc from "fast-check";
import { expect, test } from "vitest";
import type { Member } from "../../../worker/domain/organizations/membership.ts";
import { grant } from "../../../worker/domain/tokens/grant.ts";
import { issue } from "../../../worker/domain/tokens/issue.ts";
import type { Scopes } from "../../../worker/domain/tokens/scopes.ts";

const KEYS = ["tokens.personal", "tokens.introspect", "reports:read", "reports:write", "bills:read"];
const OWN = ["reports:read", "reports:write", "bills:read"];

type World = { granted: Set<string>; defined: Set<string>; admin: boolean; tokens: Scopes[] };
type Step = { does: string; run: (world: World) => void };

const key = fc.constantFrom(...KEYS);
const steps: fc.Arbitrary<Step> = fc.oneof(
  key.map((permission) => ({
    does: `give ${permission}`,
    run: ({ granted }: World) => granted.add(permission),
  })),
  key.map((permission) => ({
    does: `take ${permission}`,
    run: ({ granted }: World) => granted.delete(permission),
  })),
  fc
    .constantFrom(...OWN)
    .map((own) => ({ does: `define ${own}`, run: ({ defined }: World) => defined.add(own) })),
  fc
    .constantFrom(...OWN)
    .map((own) => ({ does: `undefine ${own}`, run: ({ defined }: World) => defined.delete(own) })),
  fc.boolean().map((admin) => ({ does: `admin ${admin}`, run: (world: World) => (world.admin = admin) })),
  fc.option(fc.uniqueArray(key, { minLength: 1 })).map((scopes) => ({
    does: `token ${scopes}`,
    run: (world: World) => issueToken(world, scopes),
  })),
);

function memberOf({ granted, defined, admin }: World): Pick<Member, "organization" | "role" | "permissions"> {
  const apiPermissions = [...defined].map((own) => ({ key: own, description: own }));
  const organization = { id: "org_000000000000", name: "O", kind: "customer" as const, apiPermissions };
  return { organization, role: admin ? "master_admin" : "member", permissions: [...granted] };
}

function issueToken(world: World, scopes: Scopes) {
  const held = grant(memberOf(world), null);
  const asked = { name: "t", expiresAt: null, scopes: scopes && [...scopes], selfRotation: false };
  if (scopes?.some((scope) => !held.includes(scope))) {
    expect(() => issue(asked, held, 0)).toThrow("permissions that you hold");
  } else {
    world.tokens.push(issue(asked, held, 0).scopes);
  }
}

/** The model, from the other side: a permission is effective if nothing forbids it. */
function mayNow({ granted, defined, admin }: World, scopes: Scopes, permission: string): boolean {
  const exists = !OWN.includes(permission) || defined.has(permission);
  const held = admin || granted.has(permission);
  return exists && held && (scopes === null || scopes.includes(permission));
}

test("through any history of grants, cuts and narrowings, a token may what its member may now and its scopes name", () => {
  fc.assert(
    fc.property(fc.array(steps, { maxLength: 40 }), (history) => {
      const world: World = {
        granted: new Set(["tokens.personal"]),
        defined: new Set(OWN),
        admin: false,
        tokens: [null],
      };
      for (const step of history) {
        step.run(world);
        for (const scopes of world.tokens) {
          const may = grant(memberOf(world), scopes);
          expect(new Set(may)).toEqual(
            new Set(KEYS.filter((permission) => mayNow(world, scopes, permission))),
          );
          expect(may.length).toBe(new Set(may).size);
        }
      }
    }),
    { numRuns: 500 },
  );
});

test("a permission that the organization no longer defines is nobody's, not even by an old grant", () => {
  const member = memberOf({
    granted: new Set(["reports:read"]),
    defined: new Set(),
    admin: false,
    tokens: [],
  });
  expect(grant(member, null)).toEqual([]);
  expect(grant(member, ["reports:read"])).toEqual([]);
});
