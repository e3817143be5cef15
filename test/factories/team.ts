import type { SignedInClient } from "../world/clients.ts";
import { origin } from "../world/in-workerd.ts";
import { isolate } from "./isolate.ts";
import { scenario } from "./scenario.ts";

/** A superuser, a member and a service user with a token each, and a stranger; the people are signed in. */
export async function team() {
  const { members, tokens, organization } = await scenario()
    .withOrganization()
    .withMember({ role: "superuser", name: "Samuel Okafor" })
    .withToken()
    .withSession()
    .withMember({ name: "Mei Tanaka" })
    .withToken({ name: "Nightly build" })
    .withSession()
    .withMember({ kind: "service", name: "ci-bot" })
    .withToken({ name: "Release pipeline" })
    .withOrganization({ name: "Elsewhere" })
    .withMember({ role: "master_admin", name: "Beatrice Moreau" })
    .withToken({ name: "Theirs" })
    .withSession()
    .written();
  const [superuser, member, bot, stranger] = members.map(({ user }) => user) as Four<
    (typeof members)[0]["user"]
  >;
  const [own, theirs, bots, strangers] = tokens.filter(({ row }) => row.kind === "api") as Four<
    (typeof tokens)[0]
  >;
  const here = isolate();
  const [client, memberClient, strangerClient] = tokens
    .filter(({ row }) => row.kind === "session")
    .map(({ text }) => here.inSession(text)) as Three<SignedInClient>;
  return {
    here,
    organization,
    superuser: client.rpc,
    member: memberClient.rpc,
    stranger: strangerClient.rpc,
    users: { superuser, member, bot, stranger },
    tokens: { superuser: own, member: theirs, bot: bots, stranger: strangers },
    /** The status that an API gives a holder of the token. */
    statusOf: async (token: string) => (await here.bearer(token).fetch("/api/v1/me")).status,
    /** How a gateway of the organization's API answers the superuser's token: "ok", or why not. */
    reach: async (method: string, path: string) => {
      const answer = await here.bearer(own.text).fetch(`/forward-auth/nginx/${organization.id}`, {
        headers: { "X-Original-Method": method, "X-Original-URI": path },
      });
      return answer.ok ? "ok" : ((await answer.json()) as { code: string }).code;
    },
    /** The latest activity, newest first. */
    sentences: async (limit = 3) =>
      (await client.rpc.activity.list.query({ limit })).items.map(({ sentence }) => sentence),
    nobody: here.anonymous({ origin }).rpc,
  };
}

type Three<Item> = [Item, Item, Item];
type Four<Item> = [Item, Item, Item, Item];
