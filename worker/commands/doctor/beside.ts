import { readDevSettings } from "../dev/settings.ts";

const PATIENCE_MS = 2_000;

/** What a running `npm run dev` says of itself: it locks the database while it runs. Nothing if none runs. */
export async function besideDev(): Promise<string | undefined> {
  const settings = readDevSettings(process.env);
  if ("problem" in settings) return undefined;
  const address = `http://localhost:${settings.port}/healthz`;
  try {
    const answer = await fetch(address, { signal: AbortSignal.timeout(PATIENCE_MS) });
    return `npm run dev is running: ${address} answers ${answer.status} ${(await answer.text()).trim()}\nEnd it to have every part looked at.`;
  } catch {
    return undefined;
  }
}
