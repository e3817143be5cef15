import * as z from "zod";
import { CONTROL } from "../names.ts";
import { groupsSchema, permissionsSchema } from "../organizations/grants.ts";
import { normalizeEmail } from "../users/email-address.ts";
import type { NewMembers } from "./new-members.ts";

/** Where everybody may have an address: whoever has one there belongs to no organization by it. */
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

/** As addresses have their domains: in lower case and ASCII. */
const domainSchema = z
  .string({ error: "domains-invalid" })
  .max(LONGEST_TEXT, { error: "domains-invalid" })
  .transform((domain) => normalizeEmail(`x@${domain.trim()}`).slice(2))
  .refine((domain) => DOMAIN.test(domain), { error: "domains-invalid" })
  .refine((domain) => !PUBLIC_DOMAINS.has(domain), { error: "domain-public" });

const textSchema = (error: string, longest: number) =>
  z
    .string({ error })
    .trim()
    .min(1, { error })
    .max(longest, { error })
    .refine((text) => !CONTROL.test(text), { error });

const flag = z.boolean({ error: "input-invalid" });

/** What a Master Admin sets. Whether the issuer can be reached is another question. */
export const providerSettingsSchema = z.strictObject({
  issuer: textSchema("issuer-invalid", LONGEST_TEXT).refine(isIssuer, { error: "issuer-invalid" }),
  clientId: textSchema("client-id-invalid", LONGEST_TEXT),
  /** Left out: what is there stays. Null: a public client. */
  clientSecret: textSchema("client-secret-invalid", LONGEST_SECRET).nullable().optional(),
  domains: z
    .array(domainSchema, { error: "domains-invalid" })
    .max(MOST_DOMAINS, { error: "domains-invalid" })
    .transform((domains) => [...new Set(domains)].sort()),
  required: flag,
  trustEmails: flag,
  newMembers: z.strictObject({ permissions: permissionsSchema, visibilityGroups: groupsSchema }).nullable(),
});

/** What is told of it in activity: never the secret. */
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
