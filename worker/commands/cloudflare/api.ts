import { setTimeout } from "node:timers/promises";
import * as z from "zod";

const ENVELOPE = z.object({
  success: z.boolean(),
  result: z.unknown(),
  result_info: z.object({ cursor: z.string().nullish() }).nullish(),
  errors: z.array(z.object({ code: z.number().optional(), message: z.string() })).default([]),
});

const RETRY_DELAYS_MS = [250, 1_000, 4_000];

/** Cloudflare refused, or could not be reached (status 0). */
export class CloudflareFailure extends Error {
  readonly status: number;
  constructor(status: number, sentence: string) {
    super(sentence);
    this.status = status;
  }
}

/** Cloudflare's API, for one account: https://developers.cloudflare.com/api/ */
export class CloudflareApi {
  readonly #headers: Record<string, string>;
  readonly #base: string;

  constructor(headers: Record<string, string>, base = process.env.CLOUDFLARE_API_BASE_URL) {
    this.#headers = headers;
    this.#base = base || "https://api.cloudflare.com/client/v4";
  }

  /** Reads; tries again if there was no answer. @throws CloudflareFailure */
  async get<Result>(path: string): Promise<Result> {
    return (await this.#again(() => this.#ask<Result>("GET", path))).result;
  }

  /** Reads a list by its cursor, page by page. `path` already has a query. @throws CloudflareFailure */
  async *pages<Item>(path: string): AsyncGenerator<Item[]> {
    for (let cursor = ""; ; ) {
      const page = await this.#again(() => this.#ask<Item[]>("GET", `${path}${cursor}`));
      yield page.result;
      if (!page.cursor) return;
      cursor = `&cursor=${encodeURIComponent(page.cursor)}`;
    }
  }

  /** As `get`; null if there is no such thing. */
  async find<Result>(path: string): Promise<Result | null> {
    try {
      return await this.get<Result>(path);
    } catch (error) {
      if (error instanceof CloudflareFailure && error.status === 404) return null;
      throw error;
    }
  }

  /** Reads rows by a POST that changes nothing. @throws CloudflareFailure */
  async read<Result>(path: string, body: unknown): Promise<Result> {
    return (await this.#again(() => this.#ask<Result>("POST", path, body))).result;
  }

  /** Writes once: without an answer, nobody knows whether it arrived. @throws CloudflareFailure */
  async change<Result>(method: "POST" | "PUT" | "DELETE", path: string, body: unknown): Promise<Result> {
    return (await this.#ask<Result>(method, path, body)).result;
  }

  async #again<Result>(ask: () => Promise<Result>): Promise<Result> {
    for (const delay of RETRY_DELAYS_MS) {
      try {
        return await ask();
      } catch (error) {
        const passing =
          error instanceof CloudflareFailure &&
          (error.status === 0 || error.status === 429 || error.status >= 500);
        if (!passing) throw error;
        await setTimeout(delay);
      }
    }
    return ask();
  }

  async #ask<Result>(method: string, path: string, body?: unknown): Promise<Page<Result>> {
    let status = 0;
    try {
      const answer = await fetch(`${this.#base}${path}`, {
        method,
        headers: { ...this.#headers, ...(body !== undefined && { "content-type": "application/json" }) },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      status = answer.status;
      const { success, result, result_info, errors } = ENVELOPE.parse(await answer.json());
      if (success) return { result: result as Result, cursor: result_info?.cursor || null };
      throw new CloudflareFailure(status, refusal(method, path, status, errors));
    } catch (error) {
      if (error instanceof CloudflareFailure) throw error;
      throw new CloudflareFailure(
        status,
        status === 0
          ? `Cloudflare could not be reached (${cause(error)}). Run this again: it continues where it stopped.`
          : `Cloudflare answered ${method} ${path} with ${status} and nothing that can be read.`,
      );
    }
  }
}

type Page<Result> = { result: Result; cursor: string | null };

function refusal(
  method: string,
  path: string,
  status: number,
  errors: { code?: number | undefined; message: string }[],
): string {
  const said = errors.map(({ code, message }) => (code ? `${message} [${code}]` : message)).join("; ");
  if (status === 401 || status === 403) {
    return `Cloudflare does not allow ${method} ${path}: ${said}. An API token needs, for this account: Workers Scripts, Workers KV Storage and D1 (and Workers R2 Storage for nightly backups), each to edit, and Account Settings to read; for an own domain Workers Routes of its zone too.`;
  }
  return `Cloudflare refused ${method} ${path}: ${said || status}`;
}

function cause(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message || error.message : error.message;
}
