import { DrizzleQueryError } from "drizzle-orm";

/** One line of JSON for whoever runs Latchkey. Never a header, a body, a query string or a page's path. */
export function logEvent(event: string, facts: Record<string, string | number | null> = {}): void {
  // biome-ignore lint/suspicious/noConsole: the Worker's log is its console.
  console.log(JSON.stringify({ event, ...facts }));
}

/** A fault of ours. Its message is kept, but never Drizzle's, which lists a query's parameters. */
export function logFailure(where: string, error: unknown): void {
  const told = error instanceof DrizzleQueryError ? error.cause : error;
  logEvent("failure", { where, error: told instanceof Error ? `${told.name}: ${told.message}` : "unknown" });
}
