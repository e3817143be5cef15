import { Agent, request } from "node:http";

export type Call = {
  path: string;
  method: string;
  headers: Record<string, string>;
  body?: string;
  /** Any of these statuses is expected. */
  expect: readonly number[];
};
export type Measured = { p50Ms: number; wallMs: number };

const CALLERS = 4;
/** For unmeasured calls: simultaneous last uses are written together. */
export const MANY_CALLERS = 128;
const agent = new Agent({ keepAlive: true });

/** Sends `calls` from a few concurrent callers. @throws for an unexpected answer. */
export async function load(url: URL, calls: readonly Call[], callers = CALLERS): Promise<Measured> {
  const times: number[] = [];
  const queue = calls.values();
  const started = performance.now();
  await Promise.all(
    Array.from({ length: callers }, async () => {
      for (const call of queue) {
        const from = performance.now();
        await sendExpecting(url, call);
        times.push(performance.now() - from);
      }
    }),
  );
  times.sort((a, b) => a - b);
  return { p50Ms: times[Math.floor(times.length / 2)] as number, wallMs: performance.now() - started };
}

/** Sends `calls` at a fixed rate per second, however long the answers take. */
export async function paced(url: URL, calls: readonly Call[], aSecond: number): Promise<void> {
  const started = performance.now();
  let sent = 0;
  const pending: Promise<void>[] = [];
  while (sent < calls.length) {
    const due = Math.min(calls.length, Math.ceil(((performance.now() - started) / 1000) * aSecond));
    for (; sent < due; sent++) pending.push(sendExpecting(url, calls[sent] as Call));
    await new Promise((resolve) => setTimeout(resolve, 1000 / aSecond));
  }
  await Promise.all(pending);
}

async function sendExpecting(url: URL, call: Call): Promise<void> {
  const status = await send(url, call);
  if (call.expect.includes(status)) return;
  throw new Error(`${call.method} ${call.path} answered ${status}, not ${call.expect.join(" or ")}`);
}

function send(url: URL, { path, method, headers, body }: Call): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(new URL(path, url).href, { agent, method, headers }, (response) => {
      response.resume();
      response.on("end", () => resolve(response.statusCode ?? 0));
    });
    sent.on("error", reject);
    sent.end(body);
  });
}
