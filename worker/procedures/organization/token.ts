import * as z from "zod/mini";
import { findTokenOfOrganization } from "../../../db/tokens/tokens.ts";
import { Refusal } from "../../domain/errors.ts";
import { tokenIdSchema } from "../../domain/tokens/token-id.ts";
import { superuserProcedure } from "../guards.ts";
import { presentOrganizationToken } from "./tokens.ts";

/**
 * Any API token of the caller's organization. @throws Refusal `token-unknown` for any other id, and for one that has
 * ended
 */
export const token = superuserProcedure
  .input(z.strictObject({ id: tokenIdSchema }))
  .query(async ({ ctx: { runtime, actor }, input: { id } }) => {
    const { organization } = actor.member;
    const found = await findTokenOfOrganization(runtime.database, organization.id, id);
    if (!found) throw new Refusal("token-unknown");
    const { tokenPrefix } = runtime.settings;
    return presentOrganizationToken(found.token, { tokenPrefix, now: runtime.now(), organization });
  });
