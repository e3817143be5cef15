import { setClock } from "./ui/clock.ts";
import { refusalOfSilence, refusalOfStatus, Unanswered } from "./unanswered.ts";

const QUERY_S = 20;
/** Some calls end many tokens, and wait for leases. */
const CHANGE_S = 45;

/**
 * `fetch` for calls: gives up after a while, reads the server's clock, and detects answers that Latchkey did not
 * give.
 * @throws Unanswered instead of returning an answer that is not JSON
 */
export const patientFetch: typeof fetch = async (url, options) => {
  const isChange = options?.method === "POST";
  const seconds = isChange ? CHANGE_S : QUERY_S;
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), seconds * 1000);
  const signals = options?.signal ? [options.signal, patience.signal] : [patience.signal];
  const askedAt = Date.now();
  try {
    const answer = await fetch(url, { ...options, signal: AbortSignal.any(signals) });
    setClock(answer.headers.get("Date"), askedAt, Date.now());
    if (!isJson(answer)) throw new Unanswered(refusalOfStatus(answer.status, retryAfterS(answer)));
    // Read here, so that an answer that stops half-way is given up as well.
    return new Response(await answer.blob(), { status: answer.status, headers: answer.headers });
  } catch (error) {
    if (patience.signal.aborted && !options?.signal?.aborted)
      throw new Unanswered(refusalOfSilence(seconds, isChange));
    throw error;
  } finally {
    clearTimeout(timer);
  }
};

function isJson(answer: Response): boolean {
  return /^application\/([\w-]+\+)?json\b/.test(answer.headers.get("Content-Type") ?? "");
}

/** Seconds, or a date (RFC 9110 §10.2.3). */
function retryAfterS(answer: Response): number | undefined {
  const told = answer.headers.get("Retry-After");
  if (told === null) return undefined;
  const seconds = Number(told);
  if (Number.isFinite(seconds)) return Math.max(1, Math.ceil(seconds));
  const at = Date.parse(told);
  return Number.isNaN(at) ? undefined : Math.max(1, Math.ceil((at - Date.now()) / 1000));
}
