/** What can be said without an answer of Latchkey: a part of a `Refusal`. */
type Said = { code: string; message: string; retryAfterS?: number };

/** A call got no answer from Latchkey: another one instead, or none. */
export class Unanswered extends Error {
  readonly refusal: Said;

  constructor(refusal: Said) {
    super(refusal.message);
    this.name = "Unanswered";
    this.refusal = refusal;
  }
}

const UNAVAILABLE = new Set([502, 503, 504]);
/** Cloudflare's own statuses for an origin that it cannot reach or that does not answer: 520 to 530. */
const CLOUDFLARE_UNAVAILABLE = { from: 520, to: 530 };

/** What another server's answer means, such as a proxy's or Cloudflare's page, by its status. */
export function refusalOfStatus(status: number, retryAfterS?: number): Said {
  if (status === 429) {
    const when = retryAfterS === undefined ? "Wait a minute" : `Wait ${retryAfterS} s`;
    const message = `Too many requests came from here (429). ${when}, then try again.`;
    return { code: "TOO_MANY_REQUESTS", message, retryAfterS };
  }
  if (isUnavailable(status))
    return refusal(`Latchkey is not available just now (${status}). Try again in a moment.`, retryAfterS);
  if (status >= 500)
    return refusal(`Latchkey failed to answer (${status}). It is not your fault: try again in a moment.`);
  if (status >= 400)
    return refusal(
      `Something on the way to Latchkey, such as a proxy or a firewall, refused this (${status}). Reload the page. If that does not help, ask your network's administrator.`,
    );
  return refusal(
    "Something else answered in Latchkey's place, such as the sign-in page of a network. Reload the page.",
  );
}

/** What to say if no answer came in time. The change may have been made nevertheless. */
export function refusalOfSilence(seconds: number, isChange: boolean): Said {
  const next = isChange
    ? "Whether it was done is not known: look before you try again."
    : "Try again in a moment.";
  return { code: "TIMEOUT", message: `Latchkey did not answer within ${seconds} seconds. ${next}` };
}

function isUnavailable(status: number): boolean {
  const { from, to } = CLOUDFLARE_UNAVAILABLE;
  return UNAVAILABLE.has(status) || (status >= from && status <= to);
}

function refusal(message: string, retryAfterS?: number): Said {
  return { code: "INTERNAL_SERVER_ERROR", message, retryAfterS };
}
