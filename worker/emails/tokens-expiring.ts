import type { Notice } from "../domain/notices.ts";
import type { MailText } from "./mail-text.ts";

type TokensExpiring = Extract<Notice, { kind: "tokens-expiring" }>;
type Told = TokensExpiring["tokens"][number];

/** To those who look after tokens that expire soon, or have just expired. */
export function tokensExpiring(
  { organization, tokens, others, origin }: TokensExpiring,
  now: number,
): MailText {
  const count = tokens.length + others;
  const what = count === 1 ? "1 API token" : `${count} API tokens`;
  const isAhead = others > 0 || tokens.some(({ expiresAt }) => expiresAt > now);
  return {
    subject: isAhead ? `${what} at ${organization} will soon expire` : `${what} at ${organization} expired`,
    paragraphs: [
      "Whatever uses one of these API tokens is refused from the moment it expires. Rotate it before then: the new secret takes the place of the old one, and nothing stops.",
    ],
    list: [
      ...tokens.map((token) => described(token, origin, now)),
      ...(others > 0 ? [`and ${others} more`] : []),
    ],
    closing: ["Let a token that nothing uses expire, or revoke it."],
  };
}

function described(token: Told, origin: string, now: number): string {
  const { name, prefix, serviceUser, expiresAt, lastUsedAt, lastUsed } = token;
  const whose = serviceUser === null ? "" : ` of the service user ${serviceUser.name}`;
  const verb = expiresAt > now ? "expires" : "expired";
  const request = lastUsed === null ? "" : ` by ${`${lastUsed.method} ${lastUsed.path}`.trim()}`;
  const use = lastUsedAt === null ? "never used" : `last used ${utc(lastUsedAt)}${request}`;
  const way = expiresAt > now ? ` ${rotation(token, origin)}` : "";
  return `${name} (${prefix})${whose} ${verb} ${utc(expiresAt)}; ${use}.${way}`;
}

/** A contact who is not a superuser would find nothing behind the link. */
function rotation(token: Told, origin: string): string {
  if (token.serviceUser && !token.serviceUser.mayOpen) return "Ask a superuser to rotate it.";
  return `Rotate it: ${rotateUrl(token, origin)}`;
}

/** The list with this token alone, and its dialog open. */
function rotateUrl({ id, prefix, serviceUser }: Told, origin: string): string {
  const list =
    serviceUser === null ? `/settings/api-tokens?name=${prefix}` : `/account/api-tokens?q=${prefix}`;
  return `${origin}${list}&dialog=rotate&of=${id}`;
}

function utc(ms: number): string {
  return new Date(ms).toUTCString();
}
