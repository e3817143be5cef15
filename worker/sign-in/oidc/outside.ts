import type { AuthorizationServer } from "oauth4webapi";
import { LimitedMap } from "../../domain/limited-map.ts";
import { isPrivateHost } from "../../domain/private-network.ts";
import { ProviderFailure } from "./provider-failure.ts";

const PATIENCE_MS = 10_000;
const LONGEST_ANSWER = 512 * 1024;
const MOST_KNOWN = 100;

/** Providers' metadata that an isolate has read, by issuer. */
export class KnownProviders extends LimitedMap<string, { server: AuthorizationServer; until: number }> {
  #team: AuthorizationServer | null = null;

  constructor() {
    super(MOST_KNOWN);
  }

  /** A team of Cloudflare Access: always the same object, because oauth4webapi caches its keys by it. */
  team(issuer: string): AuthorizationServer {
    if (this.#team?.issuer !== issuer) this.#team = { issuer, jwks_uri: `${issuer}/cdn-cgi/access/certs` };
    return this.#team;
  }
}

/** How providers are reached. */
export type Outside = {
  fetch: typeof fetch;
  /** In development, a provider may run on this machine and use plain http. */
  isLocal: boolean;
  known: KnownProviders;
  /** ms UTC */
  now: () => number;
};

/**
 * @throws ProviderFailure `address-refused` for an address that is not https or is in a private network (SSRF),
 * except in development
 */
export function demandReachable(address: string | URL, { isLocal }: Pick<Outside, "isLocal">): URL {
  const url = URL.parse(String(address));
  const isFit = url && (url.protocol === "https:" || (isLocal && url.protocol === "http:"));
  if (!isFit || url.username !== "" || url.password !== "" || (!isLocal && isPrivateHost(url.hostname))) {
    throw new ProviderFailure("address-refused");
  }
  return url;
}

/**
 * `fetch` for a provider that an organization has named: ten seconds from now for everything asked with it, half a
 * mebibyte per answer, no redirects, and only to the internet. @throws ProviderFailure
 */
export function boundedFetch(outside: Outside) {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  return async (address: string, init: RequestInit): Promise<Response> => {
    const url = demandReachable(address, outside);
    try {
      const answer = await outside.fetch(url, { ...init, redirect: "manual", signal });
      if (answer.status >= 500 || answer.status === 429) throw new ProviderFailure("provider-silent");
      if (answer.status >= 300 && answer.status < 400) throw new ProviderFailure("address-refused");
      return new Response(await bounded(answer), { status: answer.status, headers: answer.headers });
    } catch (error) {
      if (error instanceof ProviderFailure) throw error;
      throw new ProviderFailure("provider-silent", { cause: error });
    }
  };
}

async function bounded(answer: Response): Promise<Blob> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  const reader = answer.body?.getReader();
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
    length += read.value.length;
    if (length > LONGEST_ANSWER) {
      await reader?.cancel();
      throw new ProviderFailure("metadata-invalid");
    }
    pieces.push(read.value as Uint8Array<ArrayBuffer>);
  }
  return new Blob(pieces);
}
