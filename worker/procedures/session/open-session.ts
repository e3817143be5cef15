import type { SQL } from "drizzle-orm";
import type { Statement } from "../../../db/connect.ts";
import type { Authority } from "../../../db/demands.ts";
import { agree } from "../../../db/members/team-changes.ts";
import type { MembershipOfUser } from "../../../db/members/users.ts";
import { insertToken } from "../../../db/tokens/changes.ts";
import { commit } from "../../change/commit.ts";
import type { Activity } from "../../domain/activity/actions.ts";
import type { Actor } from "../../domain/actor.ts";
import { Refusal } from "../../domain/errors.ts";
import type { Opened } from "../../domain/sign-in/way.ts";
import { generateToken } from "../../domain/tokens/token.ts";
import type { Context } from "../context.ts";
import { breakGlass } from "./break-glass.ts";
import { isBreakGlass } from "./provider-instead.ts";

type Opening = {
  userId: string;
  email: string;
  membership: MembershipOfUser;
  /** The proof of who it is. */
  authority: Authority;
  opened: Opened;
  /** Further conditions, checked again in the batch. */
  expects?: SQL;
  /** Statements that follow. */
  consequences?: readonly Statement[];
  /** Further activities. */
  activity?: readonly Activity[];
  /** The session that this one replaces, in the same batch. */
  replaces: Actor | null;
  /** ms UTC */
  expiresAt: number;
};

/**
 * Opens a session for a user in one of their organizations, and sets it as a cookie.
 * @throws Refusal if the authority no longer holds (`session-ended`, `credentials-wrong`), or the member was removed
 * or deactivated (`account-deactivated`)
 */
export async function openSession(
  ctx: Pick<Context, "runtime" | "client" | "cookie">,
  { userId, email, membership, authority, opened, replaces, expiresAt, ...further }: Opening,
) {
  const { runtime, client, cookie } = ctx;
  const glass = isBreakGlass(opened.way, membership)
    ? await breakGlass(ctx, userId, membership, opened.way)
    : undefined;
  const { id, plain } = generateToken("session", runtime.settings.tokenPrefix, runtime.randomBytes);
  const at = runtime.now();
  const { organizationId, organizationName, organizationKind, name } = membership;
  const { changed } = await commit(runtime, {
    authority,
    effect: replaces ? "narrows" : "widens",
    at,
    expects: further.expects,
    ends: replaces ? endOf(replaces) : undefined,
    change: insertToken(
      { organizationId, userId },
      {
        id,
        kind: "session",
        name: "",
        hash: await plain.hash(),
        scopes: null,
        createdAt: at,
        expiresAt,
        opened,
        userAgent: client.userAgent,
        clientAddress: client.address,
      },
    ),
    activity: [
      {
        action: "session.signed-in",
        detail: { way: opened.way, userAgent: client.userAgent, clientAddress: client.address },
        organizationId,
        actor: { id: userId, name },
        subject: { id: userId, name },
        token: null,
        at,
      },
      ...(glass ? [glass.activity] : []),
      ...(further.activity ?? []),
    ],
    mail: glass?.mail,
    consequences: [agree({ organizationId, userId }), ...(further.consequences ?? [])],
  });
  if (!changed) throw new Refusal("account-deactivated");
  cookie.set(plain.reveal(), expiresAt - at);
  return {
    user: { id: userId, email, name, kind: "human" as const },
    organization: { id: organizationId, name: organizationName, kind: organizationKind },
  };
}

function endOf({ member: { user, organization }, token }: Actor) {
  return {
    selection: { organizationId: organization.id, userId: user.id, id: token.id },
    by: "owner" as const,
    actor: user,
  };
}
