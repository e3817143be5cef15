import { isolate } from "./isolate.ts";
import { PASSWORD } from "./password.ts";
import { scenario } from "./scenario.ts";

/** Somebody with a token; with `elsewhere`, also a member of another organization with that role. */
export async function memberToLeave({
  elsewhere,
  bindings,
}: {
  elsewhere?: "member" | "master_admin";
  bindings?: Partial<Cloudflare.Env>;
} = {}) {
  const started = scenario()
    .withOrganization()
    .withMember({ role: "master_admin" })
    .withMember({ name: "Mei Tanaka" })
    .withToken();
  const { organization, members, tokens } = await started.written();
  const { user } = members[1] as (typeof members)[1];
  const other = elsewhere
    ? await scenario()
        .withOrganization({ name: "Elsewhere" })
        .withMember({ role: elsewhere, user })
        .withToken()
        .written()
    : undefined;
  const here = isolate(bindings);
  const client = await here.signedIn(user.email ?? "", PASSWORD);
  return { here, client, user, organization, token: tokens[0]?.text ?? "", other };
}

export const statusOf = async (here: ReturnType<typeof isolate>, token: string) =>
  (await here.bearer(token).fetch("/api/v1/me")).status;
