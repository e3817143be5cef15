import * as z from "zod/mini";

/** A time on the wire: RFC 3339 in UTC with `Z`. */
export function rfc3339(ms: number): string;
export function rfc3339(ms: number | null): string | null;
export function rfc3339(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}

/** RFC 3339 §5.6 demands seconds; zod checks the calendar (31 April, leap years). */
const WITH_SECONDS = /T\d\d:\d\d:\d\d/;

/** Parses a client's time with its zone to milliseconds UTC. */
export const timeSchema = z.pipe(
  z.iso
    .datetime({ offset: true, error: "expiry-invalid" })
    .check(z.regex(WITH_SECONDS, { error: "expiry-invalid" })),
  z.transform((text: string) => Date.parse(text)),
);
