import * as z from "zod/mini";
import { renameApiToken } from "../../../db/tokens/changes.ts";
import { findApiToken } from "../../../db/tokens/tokens.ts";
import { commit } from "../../change/commit.ts";
import { Refusal } from "../../domain/errors.ts";
import { nameSchema } from "../../domain/names.ts";
import { tokenIdSchema } from "../../domain/tokens/token-id.ts";
import { ownTokensProcedure } from "../guards.ts";
import { presentToken } from "./present.ts";

const input = z.strictObject({ id: tokenIdSchema, name: nameSchema });

export const rename = ownTokensProcedure
  .input(input)
  .mutation(async ({ ctx: { runtime, actor, authority }, input }) => {
    const { user, organization } = actor.member;
    const owner = { organizationId: organization.id, userId: user.id };
    const token = await findApiToken(runtime.database, owner, input.id);
    if (!token) throw new Refusal("token-unknown");
    if (token.name !== input.name) {
      const at = runtime.now();
      const { changed } = await commit(runtime, {
        authority,
        effect: "neither",
        at,
        change: renameApiToken(owner, input.id, input.name),
        activity: [
          {
            action: "token.renamed",
            detail: { from: token.name, to: input.name },
            organizationId: organization.id,
            actor: user,
            subject: user,
            token: { id: token.id, name: input.name },
            at,
          },
        ],
      });
      // Another call may just have given it this name.
      const stays = changed || (await findApiToken(runtime.database, owner, input.id));
      if (!stays) throw new Refusal("token-unknown");
    }
    return presentToken(
      { ...token, name: input.name },
      { tokenPrefix: runtime.settings.tokenPrefix, holder: actor.member, now: runtime.now() },
    );
  });
