import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { isolate } from "../../factories/isolate.ts";
import { scenario } from "../../factories/scenario.ts";
import { watchedDatabase } from "../../factories/watched.ts";
import { origin } from "../../world/in-workerd.ts";

/** An organization whose provider signs in the addresses of a domain, and the address of a member. */
async function withProvider({ requiresProvider }: { requiresProvider: boolean }) {
  const domain = `${crypto.randomUUID()}.example`;
  const { organization, member } = await scenario()
    .withOrganization({ requiresProvider })
    .withMember({ email: `known@${domain}` })
    .written();
  await env.DB.batch([
    env.DB.prepare(
      `INSERT INTO identity_provider (organization_id, issuer, client_id, trusts_emails, changed_at)
       VALUES (?, 'https://northwind.okta.com', 'latchkey', 0, 1)`,
    ).bind(organization.id),
    env.DB.prepare("INSERT INTO provider_domain (domain, organization_id) VALUES (?, ?)").bind(
      domain,
      organization.id,
    ),
  ]);
  const provider = { name: "Okta", url: `/sign-in/with/${organization.id}` };
  return { domain, email: member.user.email as string, provider };
}

const methodsOf = (email: string, here = isolate()) =>
  here.anonymous({ origin }).rpc.session.methods.mutate({ email });

test("an address of no organization's domain signs in by password or passkey", async () => {
  const open = { password: true, passkey: true, provider: null };
  expect(await methodsOf("somebody@nowhere.example")).toEqual(open);
  expect(await methodsOf("no address")).toEqual(open);
});

test.each([false, true])(
  "the domain decides, where the provider is required: %s",
  async (requiresProvider) => {
    const { domain, email, provider } = await withProvider({ requiresProvider });
    const answer = { password: !requiresProvider, passkey: !requiresProvider, provider };
    expect(await methodsOf(email)).toEqual(answer);
    expect(await methodsOf(` ANYBODY@${domain.toUpperCase()}`)).toEqual(answer);
    expect(await methodsOf(`known@sub.${domain}`)).toMatchObject({ provider: null });
  },
);

test("whether an address is known makes no difference, not even in what the database is asked", async () => {
  const { domain, email } = await withProvider({ requiresProvider: false });
  const askedFor = async (address: string) => {
    const asked: string[] = [];
    const { database } = watchedDatabase(env.DB, async (sql) => void asked.push(sql));
    await methodsOf(address, isolate({ DB: database }));
    return asked;
  };
  const asked = await askedFor(email);
  expect(asked).toEqual(await askedFor(`unknown@${domain}`));
  expect(asked.filter((sql) => /\buser\b|membership/.test(sql))).toEqual([]);
});
