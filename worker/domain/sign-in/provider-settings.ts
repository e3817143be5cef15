import * as z from "zod/mini";
import { CONTROL } from "../names.ts";
import { groupsSchema, permissionsSchema } from "../organizations/grants.ts";
import { normalizeEmail } from "../users/email-address.ts";
import type { NewMembers } from "./new-members.ts";

/** Domains where everybody can have an address: such an address makes nobody a member of an organization. */
const PUBLIC_DOMAINS = new Set(
  `gmail.com googlemail.com outlook.com hotmail.com hotmail.co.uk hotmail.fr live.com msn.com yahoo.com yahoo.co.uk
  yahoo.co.jp ymail.com rocketmail.com icloud.com me.com mac.com aol.com proton.me protonmail.com pm.me gmx.com gmx.de
  gmx.net gmx.at gmx.ch web.de t-online.de freenet.de mail.com mail.ru yandex.com yandex.ru qq.com 163.com 126.com
  zoho.com fastmail.com hey.com tutanota.com tuta.io posteo.de mailbox.org orange.fr wanadoo.fr free.fr laposte.net
  libero.it virgilio.it comcast.net verizon.net att.net btinternet.com naver.com rediffmail.com uol.com.br`.split(
    /\s+/,
  ),
);

const DOMAIN = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/;
const LONGEST_TEXT = 500;
const LONGEST_SECRET = 2_000;
const MOST_DOMAINS = 50;

/** In lower case and ASCII, as the domains of stored addresses. */
const domainSchema = z
  .pipe(
    z.string({ error: "domains-invalid" }).check(z.maxLength(LONGEST_TEXT, { error: "domains-invalid" })),
    z.transform((domain: string) => normalizeEmail(`x@${domain.trim()}`).slice(2)),
  )
  .check(
    z.refine((domain) => DOMAIN.test(domain), { error: "domains-invalid" }),
    z.refine((domain) => !PUBLIC_DOMAINS.has(domain), { error: "domain-public" }),
  );

const textSchema = (error: string, longest: number) =>
  z.string({ error }).check(
    z.trim(),
    z.minLength(1, { error }),
    z.maxLength(longest, { error }),
    z.refine((text) => !CONTROL.test(text), { error }),
  );

const flag = z.boolean({ error: "input-invalid" });

/** What a Master Admin sets. Whether the issuer can be reached is checked elsewhere. */
export const providerSettingsSchema = z.strictObject({
  issuer: textSchema("issuer-invalid", LONGEST_TEXT).check(z.refine(isIssuer, { error: "issuer-invalid" })),
  clientId: textSchema("client-id-invalid", LONGEST_TEXT),
  /** Left out: the stored one stays. Null: a public client. */
  clientSecret: z.optional(z.nullable(textSchema("client-secret-invalid", LONGEST_SECRET))),
  domains: z.pipe(
    z
      .array(domainSchema, { error: "domains-invalid" })
      .check(z.maxLength(MOST_DOMAINS, { error: "domains-invalid" })),
    z.transform((domains: string[]) => [...new Set(domains)].sort()),
  ),
  required: flag,
  trustEmails: flag,
  newMembers: z.nullable(z.strictObject({ permissions: permissionsSchema, visibilityGroups: groupsSchema })),
});

/** What activity records of it: never the secret. */
export type ProviderTerms = {
  issuer: string;
  clientId: string;
  domains: readonly string[];
  required: boolean;
  trustEmails: boolean;
  newMembers: NewMembers | null;
};

/** OpenID Connect Discovery §3: a URL without query and fragment. */
function isIssuer(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && !/[?#]/.test(text);
}
