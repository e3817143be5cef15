import { isReason, REASONS } from "../../../worker/domain/errors.ts";
import type { Refusal } from "../../refusal.ts";
import { timeOfDay } from "../../ui/dates.ts";

/** Why somebody who was signed in finds themself here; the address only carries a known word. */
export function sentenceOnArrival(why: string | undefined): string | undefined {
  return why && isReason(why) && REASONS[why][0] === "unauthenticated" ? REASONS[why][1] : undefined;
}

export function sentenceOn(refusal: Refusal, now: number): string {
  const seconds = refusal.retryAfterS;
  if (refusal.code !== "TOO_MANY_REQUESTS" || seconds === undefined) return refusal.message;
  return `Too many tries. Try again in ${duration(seconds)}, at ${timeOfDay(now + seconds * 1000)}.`;
}

function duration(seconds: number): string {
  if (seconds < 60) return seconds === 1 ? "1 second" : `${seconds} seconds`;
  const minutes = Math.ceil(seconds / 60);
  return minutes === 1 ? "1 minute" : `${minutes} minutes`;
}
