import { affectedBy } from "../../../db/policy/preview.ts";
import { rfc3339 } from "../../domain/times.ts";
import { displayPrefix } from "../../domain/tokens/token.ts";
import { superuserProcedure } from "../guards.ts";
import { policyInput } from "./set-policy.ts";

const MOST_SHOWN = 50;

/** What `organization.setPolicy` would do to existing tokens now. */
export const previewPolicy = superuserProcedure
  .input(policyInput)
  .mutation(async ({ ctx: { runtime, actor }, input }) => {
    const { id } = actor.member.organization;
    const { database, settings } = runtime;
    const { items, ...counted } = await affectedBy(database, id, input, runtime.now(), { most: MOST_SHOWN });
    return {
      ...counted,
      items: items.map((item) => ({
        token: { id: item.id, name: item.name, prefix: displayPrefix(item.id, settings.tokenPrefix) },
        user: { id: item.userId, name: item.userName, email: item.email },
        effect: item.effect,
        at: rfc3339(item.at),
      })),
    };
  });
