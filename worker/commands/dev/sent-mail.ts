/** What the local `send_email` binding took, as wrangler's local explorer returns it. */
export interface SentMail {
  messageId: string;
  from: string;
  to: string[];
  subject: string;
  sentAt: string;
  text?: string;
  html?: string;
  /** The whole message, if the Worker sent one that it had composed itself. */
  raw?: string;
}

interface Listing {
  result: SentMail[];
  result_info: { cursor?: string; has_more: boolean };
}

/** Mail sent since this server started and not in `known` (message ids), newest first. */
export async function readSentMail(origin: string, known: ReadonlySet<string>): Promise<SentMail[]> {
  const fresh: SentMail[] = [];
  let cursor: string | undefined;
  do {
    const page: Listing = await ask(origin, { per_page: "100", ...(cursor && { cursor }) });
    const unknown = page.result.filter((mail) => !known.has(mail.messageId));
    for (const { messageId } of unknown) {
      const { result } = await ask<{ result: SentMail }>(origin, { email_id: messageId });
      fresh.push(result);
    }
    cursor = unknown.length > 0 && page.result_info.has_more ? page.result_info.cursor : undefined;
  } while (cursor);
  return fresh;
}

async function ask<Answer>(origin: string, query: Record<string, string>): Promise<Answer> {
  const url = new URL(
    `/cdn-cgi/local/explorer/api/local/email/sending?${new URLSearchParams(query)}`,
    origin,
  );
  const answer = await fetch(url);
  if (!answer.ok)
    throw new Error(`The local mail could not be read: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as Answer;
}
