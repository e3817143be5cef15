import type { Notice } from "../domain/notices.ts";
import type { MailText } from "./mail-text.ts";

type TokensIdle = Extract<Notice, { kind: "tokens-idle" }>;

/** To those who look after idle tokens, before the policy suspends them. */
export function tokensIdle({
  organization,
  serviceUser,
  tokens,
  others = 0,
  suspendedFrom,
  origin,
}: TokensIdle): MailText {
  const count = tokens.length + others;
  const what = count === 1 ? "1 API token" : `${count} API tokens`;
  const whose = serviceUser === null ? "of yours" : `of the service user ${serviceUser.name}`;
  const page = serviceUser === null ? "/settings/api-tokens" : `/account/users/${serviceUser.id}`;
  return {
    subject: `${what} ${whose} at ${organization} will be suspended, because nothing uses ${count === 1 ? "it" : "them"}`,
    paragraphs: [
      `${organization} suspends API tokens that lie idle. From ${new Date(suspendedFrom).toUTCString()} on, whatever still uses one of these is refused, until somebody resumes it. A token that is used, rotated or resumed before then stays valid.`,
    ],
    list: [
      ...tokens.map(
        ({ name, prefix, lastUsedAt }) =>
          `${name} (${prefix}), ${lastUsedAt === null ? "never used" : `last used ${new Date(lastUsedAt).toUTCString()}`}`,
      ),
      ...(others > 0 ? [`and ${others} more`] : []),
    ],
    ...(serviceUser && !serviceUser.mayOpen
      ? { closing: [`Superusers of ${organization} can look at them and resume them: ask one.`] }
      : { action: { label: "Look at the tokens", url: `${origin}${page}` } }),
  };
}
