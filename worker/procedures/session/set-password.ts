import * as z from "zod/mini";
import { membershipsOf } from "../../../db/members/users.ts";
import { buryLinks, removeLinks, setPasswordByLink } from "../../../db/sign-in/one-time-links.ts";
import { byLink, byPassword } from "../../change/authorize.ts";
import { commit } from "../../change/commit.ts";
import { publishDueAfterAnswer } from "../../change/publish-tombstones.ts";
import { Refusal } from "../../domain/errors.ts";
import { linkSchema } from "../../domain/users/one-time-link.ts";
import { checkNewPassword, newPasswordSchema } from "../../domain/users/password.ts";
import { hashPassword } from "../../verification/password.ts";
import { publicProcedure } from "../trpc.ts";
import { checkInLine } from "./check-in-line.ts";
import { destination } from "./destination.ts";
import { openLink } from "./open-link.ts";
import { openSession } from "./open-session.ts";
import { passwordSet } from "./password-set.ts";

const input = z.strictObject({
  link: linkSchema,
  password: newPasswordSchema,
});

/** Sets a password with the one-time link of an invitation or a reset, ends all sessions and signs in. */
export const setPassword = publicProcedure.input(input).mutation(async ({ ctx, input }) => {
  const { runtime } = ctx;
  const link = await openLink(runtime, input.link);
  const memberships = await membershipsOf(runtime.database, link.userId);
  const membership = destination(memberships, link.organizationId);
  checkNewPassword(
    input.password,
    [link.email, ...memberships.flatMap((one) => [one.name, one.organizationName])],
    "password",
  );
  const passwordHash = await checkInLine(ctx, async (turn) => {
    await turn();
    return hashPassword(input.password, runtime.randomBytes);
  });
  const at = runtime.now();
  const { changed } = await commit(runtime, {
    authority: byLink(link.id),
    effect: "narrows",
    at,
    ends: {
      selection: { userId: link.userId, kind: "session" },
      by: "owner",
      actor: { id: link.userId, name: membership.name },
      because: "password-changed",
    },
    change: setPasswordByLink(link, passwordHash),
    activity: [passwordSet(link.userId, membership, link.purpose, at)],
    consequences: [buryLinks(link.userId, at), removeLinks(link.userId)],
  });
  if (!changed) throw new Refusal("link-invalid", { field: "link" });
  runtime.defer(publishDueAfterAnswer(runtime));
  return openSession(ctx, {
    userId: link.userId,
    email: link.email,
    membership,
    authority: byPassword(link.userId, passwordHash),
    opened: { way: "link", provedAt: at },
    replaces: null,
    expiresAt: at + runtime.settings.sessionAbsoluteMs,
  });
});
