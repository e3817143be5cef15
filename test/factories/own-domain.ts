import { isolate } from "./isolate.ts";
import { scenario } from "./scenario.ts";

/** A Master Admin at a domain of their own, and settings that they might choose. */
export async function ownDomain(bindings: Partial<Cloudflare.Env> = {}) {
  const domain = `d${crypto.randomUUID().slice(0, 8)}.example`;
  const { organization, member } = await scenario()
    .withOrganization()
    .withMember({ role: "master_admin", email: `master@${domain}` })
    .withMember({ role: "superuser", email: `super@${domain}` })
    .written();
  const here = isolate(bindings);
  const { rpc } = await here.signedIn(`master@${domain}`);
  const settings = {
    issuer: "https://id.example",
    clientId: "latchkey",
    domains: [domain],
    required: false,
    trustEmails: false,
    newMembers: null,
  };
  const set = (further: object = {}) =>
    rpc.organization.setIdentityProvider.mutate({ ...settings, ...further });
  const superuser = async () => (await here.signedIn(`super@${domain}`)).rpc;
  return { domain, organization, rpc, settings, set, superuser, admin: member.user };
}
