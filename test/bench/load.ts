import { Agent, request } from "node:http";

export type Call = {
  path: string;
  method: string;
  headers: Record<string, string>;
  body?: string;
  expect: number;
};
export type Measured = { p50Ms: number; wallMs: number };

const CALLERS = 4;
const agent = new Agent({ keepAlive: true, maxSockets: CALLERS });

/** Sends `calls` by a few callers side by side. @throws for an answer that is not the expected one. */
export async function load(url: URL, calls: readonly Call[]): Promise<Measured> {
  const times: number[] = [];
  const queue = calls.values();
  const started = performance.now();
  await Promise.all(
    Array.from({ length: CALLERS }, async () => {
      for (const call of queue) {
        const from = performance.now();
        const status = await send(url, call);
        times.push(performance.now() - from);
        if (status !== call.expect) {
          throw new Error(`${call.method} ${call.path} answered ${status}, not ${call.expect}`);
        }
      }
    }),
  );
  times.sort((a, b) => a - b);
  return { p50Ms: times[Math.floor(times.length / 2)] as number, wallMs: performance.now() - started };
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
