import * as fc from "fast-check";
import { expect, test } from "vitest";
import { isolate } from "../factories/isolate.ts";
import { scenario } from "../factories/scenario.ts";

const PERMISSIONS = ["tokens.personal", "reports:read", "reports:write"] as const;
const GROUPS = ["EMEA", "APAC"] as const;
const NARROWINGS = [null, ["reports:read"], ["reports:write", "reports:read"]] as const;

type Step =
  | { does: "grant"; permissions: string[] }
  | { does: "group"; visibilityGroups: string[] }
  | { does: "use"; token: number };

const steps: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ does: fc.constant("grant" as const), permissions: fc.subarray([...PERMISSIONS]) }),
  fc.record({ does: fc.constant("group" as const), visibilityGroups: fc.subarray([...GROUPS]) }),
  fc.record({ does: fc.constant("use" as const), token: fc.nat(NARROWINGS.length - 1) }),
);

test("whatever is granted, cut and narrowed, a use is worth what the member holds at that moment, cut by the scopes", async () => {
  let setting = scenario().withOrganization().withMember({ role: "master_admin" }).withMember();
  for (const scopes of NARROWINGS) setting = setting.withToken({ scopes });
  const { members, tokens } = await setting.written();
  const [admin, member] = members as [(typeof members)[0], (typeof members)[0]];
  const userId = member.user.id;
  const [here, elsewhere] = [isolate(), isolate()];
  const { rpc } = await here.signedIn(admin.user.email ?? "");
  for (const name of GROUPS) await rpc.organization.defineGroup.mutate({ name });

  await fc.assert(
    fc.asyncProperty(fc.array(steps, { minLength: 3, maxLength: 12 }), async (history) => {
      let held: string[] = [...PERMISSIONS];
      let groups: string[] = [];
      await rpc.team.editMember.mutate({ userId, permissions: held, visibilityGroups: groups });
      for (const step of history) {
        if (step.does === "grant") {
          held = step.permissions;
          await rpc.team.editMember.mutate({ userId, permissions: held });
        } else if (step.does === "group") {
          groups = step.visibilityGroups;
          await rpc.team.editMember.mutate({ userId, visibilityGroups: groups });
        } else {
          const scopes: readonly string[] | null = NARROWINGS[step.token] ?? null;
          const answer = await elsewhere.bearer(tokens[step.token]?.text ?? "").fetch("/api/v1/me");
          expect(answer.status).toBe(held.includes("tokens.personal") ? 200 : 401);
          if (!answer.ok) continue;
          const me = (await answer.json()) as { permissions: string[]; visibility_groups: string[] };
          expect(me.permissions).toEqual(
            PERMISSIONS.filter((one) => held.includes(one) && (scopes?.includes(one) ?? true)),
          );
          expect([...me.visibility_groups].sort()).toEqual([...groups].sort());
        }
      }
    }),
    { numRuns: 25 },
  );
});
