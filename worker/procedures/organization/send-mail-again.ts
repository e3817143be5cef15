import * as z from "zod/mini";
import { sendAgain } from "../../../db/mail/outbox.ts";
import { commit } from "../../change/commit.ts";
import { Refusal } from "../../domain/errors.ts";
import { superuserProcedure } from "../guards.ts";
import { onOrganization } from "../recorded.ts";

const input = z.strictObject({
  id: z.string({ error: "id-invalid" }).check(z.maxLength(100, { error: "id-invalid" })),
});

/** Sends the mail again at once, with all its tries. @throws Refusal `mail-unknown`, also once it was delivered */
export const sendMailAgain = superuserProcedure
  .input(input)
  .mutation(async ({ ctx: { runtime, actor, authority }, input: { id } }) => {
    const at = runtime.now();
    const { changed } = await commit(runtime, {
      authority,
      effect: "neither",
      at,
      change: sendAgain(actor.member.organization.id, id, at),
      activity: [onOrganization(actor, at, { action: "mail.sent-again", detail: {} })],
    });
    if (!changed) throw new Refusal("mail-unknown");
    runtime.mailDue();
    return { id };
  });
