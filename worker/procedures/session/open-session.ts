import { and, type SQL } from "drizzle-orm";
import type { Statement } from "../../../db/connect.ts";
import type { Authority } from "../../../db/demands.ts";
import { agree } from "../../../db/members/team-changes.ts";
import { type MembershipOfUser, membershipsOf } from "../../../db/members/users.ts";
import { isProviderRequired } from "../../../db/sign-in/proofs.ts";
import { insertToken } from "../../../db/tokens/changes.ts";
import { commit } from "../../change/commit.ts";
import type { Activity } from "../../domain/activity/actions.ts";
import type { Actor } from "../../domain/actor.ts";
import { Refusal } from "../../domain/errors.ts";
import { isOfProvider, type Opened, type Way } from "../../domain/sign-in/way.ts";
import { generateToken } from "../../domain/tokens/token.ts";
import type { Context } from "../context.ts";
import { breakGlass } from "./break-glass.ts";
import { isBreakGlass, isOpenTo, providerRequired } from "./provider-instead.ts";

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

type SignedIn = {
  user: { id: string; email: string; name: string; kind: "human" };
  organization: { id: string; name: string; kind: MembershipOfUser["organizationKind"] };
};

/**
 * Opens a session for a user in one of their organizations, and sets it as a cookie.
 * @throws Refusal if the authority no longer holds (`session-ended`, `credentials-wrong`), the member was removed or
 * deactivated (`account-deactivated`), or the provider became required at that moment (`provider-required`)
 */
export async function openSession(
  ctx: Pick<Context, "runtime" | "client" | "cookie">,
  opening: Opening,
): Promise<SignedIn> {
  const { userId, email, membership, authority, opened, replaces, expiresAt, ...further } = opening;
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
    expects: and(further.expects, isStillAsOpen(opened.way, membership)),
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
  if (!changed) return openSession(ctx, { ...opening, membership: await changedMembership(ctx, opening) });
  cookie.set(plain.reveal(), expiresAt - at);
  return {
    user: { id: userId, email, name, kind: "human" },
    organization: { id: organizationId, name: organizationName, kind: organizationKind },
  };
}

/**
 * Whether the provider is still as required, or not, as when it was decided that this way opens the organization: who
 * comes past a required one is recorded.
 */
export function isStillAsOpen(
  way: Way,
  { organizationId, requiredIssuer }: Pick<MembershipOfUser, "organizationId" | "requiredIssuer">,
): SQL | undefined {
  return isOfProvider(way) ? undefined : isProviderRequired(organizationId, requiredIssuer !== null);
}

/** The membership for another try. @throws Refusal if none could end otherwise */
async function changedMembership(
  { runtime }: Pick<Context, "runtime">,
  { userId, membership: before, opened }: Opening,
): Promise<MembershipOfUser> {
  const memberships = await membershipsOf(runtime.database, userId);
  const now = memberships.find(({ organizationId }) => organizationId === before.organizationId);
  if (!now || now.requiredIssuer === before.requiredIssuer) throw new Refusal("account-deactivated");
  if (!isOpenTo(opened.way, now)) throw providerRequired(now);
  return now;
}

function endOf({ member: { user, organization }, token }: Actor) {
  return {
    selection: { organizationId: organization.id, userId: user.id, id: token.id },
    by: "owner" as const,
    actor: user,
  };
}
