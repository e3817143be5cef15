/**
 * Runs the work repeatedly with a pause between, until the signal stops it. Says once that it fails and why, and once
 * that it works again.
 */
export function repeat(pauseMs: number, stopped: AbortSignal, work: () => Promise<void>): void {
  let failing = false;
  const run = async () => {
    try {
      await work();
      if (failing) console.log("The every-minute jobs run again.");
      failing = false;
    } catch (error) {
      if (!failing && !stopped.aborted) console.error(`The every-minute jobs do not run: ${reason(error)}`);
      failing = true;
    }
    if (!stopped.aborted) setTimeout(run, pauseMs);
  };
  run();
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
