import { join } from "node:path";
import { fireCron } from "./cron.ts";
import { prepareDatabase } from "./database.ts";
import { startLocalWorker } from "./local-worker.ts";
import { openMailbox } from "./mailbox.ts";
import { repeat } from "./repeat.ts";
import type { DevSettings } from "./settings.ts";
import { buildWeb } from "./web-build.ts";
import { demoWords, readyWords } from "./welcome.ts";

/** Mail has to be in its file within five seconds. */
const JOBS_EVERY_MS = 2_000;

/** Starts everything. Resolves once requests are answered, to a function that stops the Worker. */
export async function serve({ port, state }: DevSettings): Promise<() => Promise<void>> {
  const origin = `http://localhost:${port}`;
  const assets = join(state, "web");
  const mail = join(state, "mail");

  let reload = async () => {};
  const [, demo] = await Promise.all([buildWeb(assets, () => reload()), prepareDatabase(state)]);
  const worker = await startLocalWorker({ port, state, assets }).catch((error) => {
    // The token is shown only once: not even a failed start may swallow it.
    console.log(demoWords(origin, demo));
    throw error;
  });
  reload = worker.reload;
  console.log(readyWords(origin, mail));
  console.log(demoWords(origin, demo));

  const collect = openMailbox(origin, mail);
  const stopping = new AbortController();
  repeat(JOBS_EVERY_MS, stopping.signal, async () => {
    await fireCron(origin);
    await collect();
  });
  return () => {
    stopping.abort();
    return worker.stop();
  };
}
