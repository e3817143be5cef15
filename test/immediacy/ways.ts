import { PASSWORD } from "../factories/password.ts";
import type { Client, SignedInClient } from "../world/clients.ts";
import type { Isolates } from "./isolates.ts";
import { addOrganization, addPerson, admit, type Organization, type Person } from "./people.ts";

/** What is ended: a member's API token and session, with the people who may end them. */
export type Subject = Person & {
  organization: Organization;
  token: { id: string; text: string };
  /** Another API token of the same member. */
  otherToken: string;
  /** The session to end, if any. */
  session: SignedInClient;
  /** Another session of the same member, on the other isolate. */
  otherSession: SignedInClient;
};

/** The calls that continue while it ends, each accepted (true) or refused. */
export type Call = "token" | "permission" | "session";

export type Way = {
  name: string;
  call: Call;
  /** Resolves with the time of the end (ms UTC), if that differs from the time of the answer. */
  end: (subject: Subject, isolates: Isolates) => Promise<number | undefined>;
  /** Only for tokens that end by themselves. */
  lifeMs?: number;
};

const EXPIRES_AFTER_MS = 2_500;

/** Every way of ending a token, a session, or a permission of theirs. */
export const WAYS: readonly Way[] = [
  token("tokens.revoke", ({ session, token: { id } }) => session.rpc.tokens.revoke.mutate({ id })),
  token("tokens.revokeMany", ({ session, token: { id } }) =>
    session.rpc.tokens.revokeMany.mutate({ ids: [id] }),
  ),
  token("secondaryTokens.delete", ({ session, token: { id } }) =>
    session.rpc.secondaryTokens.delete.mutate({ id }),
  ),
  token("secondaryTokens.deleteMany", ({ session, token: { id } }) =>
    session.rpc.secondaryTokens.deleteMany.mutate({ ids: [id] }),
  ),
  token("secondaryTokens.deleteMany by a Master Admin", ({ organization, userId, token: { id } }) =>
    organization.master.rpc.secondaryTokens.deleteMany.mutate({ userId, ids: [id] }),
  ),
  token("secondaryTokens.deleteAll", ({ session }) => session.rpc.secondaryTokens.deleteAll.mutate({})),
  token("secondaryTokens.deleteAll by a Master Admin", ({ organization, userId }) =>
    organization.master.rpc.secondaryTokens.deleteAll.mutate({ userId }),
  ),
  token("session.signOutEverywhere", ({ session }) => session.rpc.session.signOutEverywhere.mutate()),
  token("organization.revokeToken", ({ organization, token: { id } }) =>
    organization.master.rpc.organization.revokeToken.mutate({ id }),
  ),
  token("organization.revokeTokens", ({ organization, token: { id } }) =>
    organization.master.rpc.organization.revokeTokens.mutate({ ids: [id] }),
  ),
  token("team.removeMember", ({ organization, userId }) =>
    organization.master.rpc.team.removeMember.mutate({ userId }),
  ),
  token("team.setDeactivated", ({ organization, userId }) =>
    organization.master.rpc.team.setDeactivated.mutate({ userId, deactivated: true }),
  ),
  token("organization.leave", ({ session }) => session.rpc.organization.leave.mutate()),
  token("profile.deleteAccount", ({ session }) => session.rpc.profile.deleteAccount.mutate()),
  token("team.editMember, no API tokens any more", ({ organization, userId }) =>
    organization.master.rpc.team.editMember.mutate({ userId, permissions: ["reports:read"] }),
  ),
  token("DELETE /api/v1/tokens/current", ({ token }, { clients }) =>
    done(clients[1].bearer(token.text).fetch("/api/v1/tokens/current", { method: "DELETE" })),
  ),
  token("DELETE /api/v1/tokens/{id}", ({ token, otherToken }, { clients }) =>
    done(clients[1].bearer(otherToken).fetch(`/api/v1/tokens/${token.id}`, { method: "DELETE" })),
  ),
  token("DELETE /api/v1/organization/tokens/{id}", ({ token, organization }, { clients }) =>
    done(
      clients[1]
        .bearer(organization.masterToken)
        .fetch(`/api/v1/organization/tokens/${token.id}`, { method: "DELETE" }),
    ),
  ),
  token("tokens.suspend", ({ session, token: { id } }) => session.rpc.tokens.suspend.mutate({ id })),
  token("organization.suspendToken", ({ organization, token: { id } }) =>
    organization.master.rpc.organization.suspendToken.mutate({ id }),
  ),
  token("tokens.rotate, without grace", ({ session, token: { id } }) =>
    session.rpc.tokens.rotate.mutate({ id, graceSeconds: 0 }),
  ),
  token("the first use of a new secret", async ({ session, token: { id } }, { clients }) => {
    const { token } = await session.rpc.tokens.rotate.mutate({ id });
    await done(clients[1].bearer(token).fetch("/api/v1/me"));
  }),
  token("POST /oauth/revoke", ({ token }, { clients }) =>
    done(clients[1].anonymous().postForm("/oauth/revoke", { token: token.text })),
  ),
  permission("team.editMember, a permission less", ({ organization, userId }) =>
    organization.master.rpc.team.editMember.mutate({ userId, permissions: ["tokens.personal"] }),
  ),
  permission("organization.removePermission", ({ organization }) =>
    organization.master.rpc.organization.removePermission.mutate({ key: "reports:read" }),
  ),
  session("session.signOut", ({ session }) => session.rpc.session.signOut.mutate()),
  session("secondaryTokens.delete of a session", async ({ otherSession }) => {
    const { items } = await otherSession.rpc.secondaryTokens.list.query({});
    const id = items.find(({ kind, current }) => kind === "session" && !current)?.id ?? "";
    return otherSession.rpc.secondaryTokens.delete.mutate({ id });
  }),
  session("profile.changePassword elsewhere", ({ otherSession }) =>
    otherSession.rpc.profile.changePassword.mutate({
      currentPassword: PASSWORD,
      newPassword: `${PASSWORD} anew`,
    }),
  ),
  session("session.switchOrganization", async ({ session, userId }, isolates) => {
    const { id } = await addOrganization(isolates);
    await admit(isolates, id, userId);
    return session.rpc.session.switchOrganization.mutate({ organizationId: id });
  }),
  session("team.removeMember of who is signed in", ({ organization, userId }) =>
    organization.master.rpc.team.removeMember.mutate({ userId }),
  ),
  {
    name: "it expires",
    call: "token",
    lifeMs: EXPIRES_AFTER_MS,
    end: async ({ token, otherSession }) => {
      const { items } = await otherSession.rpc.tokens.list.query({});
      const expiresAt = Date.parse(items.find(({ id }) => id === token.id)?.expiresAt ?? "");
      await new Promise((resolve) => setTimeout(resolve, expiresAt - Date.now()));
      return expiresAt;
    },
  },
];

/** Makes an organization and a member for each way, so that the ways do not affect each other. */
export async function prepare(isolates: Isolates, { lifeMs }: Way): Promise<Subject> {
  const { clients } = isolates;
  const organization = await addOrganization(isolates);
  const person = await addPerson(isolates, organization.id);
  const session = await clients[0].signedIn(person.email, PASSWORD);
  const otherSession = await clients[1].signedIn(person.email, PASSWORD);
  const { token: otherToken } = await session.rpc.tokens.create.mutate({ name: "Nightly build" });
  const expiresAt = lifeMs === undefined ? undefined : new Date(Date.now() + lifeMs).toISOString();
  const made = await session.rpc.tokens.create.mutate({ name: "Reporting script", expiresAt });
  return {
    ...person,
    organization,
    session,
    otherSession,
    otherToken,
    token: { id: made.id, text: made.token },
  };
}

/** Sends one request to one of the doors for `call`, at one of the two isolates; returns whether it was accepted. */
export async function ask(isolates: Isolates, subject: Subject, call: Call, nth: number): Promise<boolean> {
  const { anonymous, bearer } = isolates.clients[nth % 2] as Isolates["clients"][0];
  const { token, organization } = subject;
  if (call === "session") {
    const { status } = await anonymous({ cookie: subject.session.cookie }).fetch("/trpc/profile.get");
    return status === 200;
  }
  if (call === "permission") return isOk(bearer(token.text), "/forward-auth?permission=reports:read");
  const doors = [
    () => isOk(bearer(token.text), "/api/v1/me"),
    () => isOk(bearer(token.text), "/forward-auth"),
    () => isOk(anonymous({ "x-account-id": organization.id, "x-auth-token": token.text }), "/api/v1/team"),
    () => isActive(bearer(organization.masterToken), token.text),
  ];
  return (doors[(nth >> 1) % doors.length] as () => Promise<boolean>)();
}

async function isOk(client: Client, path: string): Promise<boolean> {
  const { ok, body } = await client.fetch(path);
  await body?.cancel();
  return ok;
}

async function isActive(client: Client, token: string): Promise<boolean> {
  const answer = await client.postForm("/oauth/introspect", { token });
  const { active } = (await answer.json()) as { active?: boolean };
  if (active === undefined) throw new Error(`introspection answered ${answer.status}`);
  return active;
}

type End = (subject: Subject, isolates: Isolates) => Promise<unknown>;

function token(name: string, end: End): Way {
  return way(name, "token", end);
}

function permission(name: string, end: End): Way {
  return way(name, "permission", end);
}

function session(name: string, end: End): Way {
  return way(name, "session", end);
}

function way(name: string, call: Call, end: End): Way {
  return {
    name,
    call,
    end: async (subject, isolates) => {
      await end(subject, isolates);
      return undefined;
    },
  };
}

async function done(answering: Promise<Response>): Promise<void> {
  const answer = await answering;
  if (!answer.ok) throw new Error(`not ended: ${answer.status} ${await answer.text()}`);
}
