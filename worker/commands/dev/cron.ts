const EVERY_MINUTE = "* * * * *";

/** Runs the every-minute jobs now; wrangler fires no cron by itself. */
export async function fireCron(origin: string): Promise<void> {
  const url = new URL("/cdn-cgi/local/scheduled", origin);
  url.searchParams.set("cron", EVERY_MINUTE);
  const answer = await fetch(url);
  await answer.arrayBuffer();
}
