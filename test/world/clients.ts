import { createTRPCClient, httpLink, type TRPCClient } from "@trpc/client";
import { DEMO_PASSWORD } from "../../db/seeds/demo-people.ts";
import type { AppRouter } from "../../worker/procedures/router.ts";

/** The target of requests: the Worker of this isolate, or one behind a port. */
export interface Door {
  origin: string;
  fetch(url: string, init?: RequestInit): Promise<Response>;
}

export interface Client {
  /** Sends the request with this client's credentials; does not follow redirects. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** POSTs JSON. */
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  /** POSTs a form. */
  postForm(path: string, fields: Record<string, string>): Promise<Response>;
  /** The typed tRPC client; throws TRPCClientError. For inputs that do not type-check use `post`. */
  rpc: TRPCClient<AppRouter>;
}

export interface SignedInClient extends Client {
  /** `name=value`, as the browser would send it. */
  cookie: string;
}

export interface Clients {
  anonymous(headers?: Record<string, string>): Client;
  bearer(token: string): Client;
  signedIn(email: string, password?: string): Promise<SignedInClient>;
  /** A client whose browser already has this session. */
  inSession(session: string): SignedInClient;
}

export function clientsOf(door: Door): Clients {
  const anonymous = (headers: Record<string, string> = {}) => clientWith(door, headers);
  const sameOrigin = { origin: door.origin, "sec-fetch-site": "same-origin" };
  const withCookie = (cookie: string) => ({ ...clientWith(door, { ...sameOrigin, cookie }), cookie });
  return {
    anonymous,
    bearer: (token) => clientWith(door, { authorization: `Bearer ${token}` }),
    async signedIn(email, password = DEMO_PASSWORD) {
      const answer = await anonymous(sameOrigin).post("/trpc/session.signIn", { email, password });
      if (!answer.ok) throw new Error(`${email} could not sign in: ${answer.status} ${await answer.text()}`);
      const cookie = answer.headers.getSetCookie()[0]?.split(";")[0];
      if (!cookie) throw new Error(`${email} signed in and got no cookie`);
      return withCookie(cookie);
    },
    inSession: (session) => withCookie(`__Host-latchkey=${session}`),
  };
}

function clientWith(door: Door, credentials: Record<string, string>): Client {
  const send = (url: string, init: RequestInit = {}) => {
    const headers = new Headers(credentials);
    for (const [name, value] of new Headers(init.headers)) headers.set(name, value);
    return door.fetch(url, { redirect: "manual", ...init, headers });
  };
  const client = {
    fetch: (path: string, init?: RequestInit) => send(door.origin + path, init),
    post: (path: string, body: unknown, headers: Record<string, string> = {}) =>
      client.fetch(path, {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: JSON.stringify(body),
      }),
    postForm: (path: string, fields: Record<string, string>) =>
      client.fetch(path, { method: "POST", body: new URLSearchParams(fields) }),
    rpc: createTRPCClient<AppRouter>({
      links: [
        httpLink({
          url: `${door.origin}/trpc`,
          fetch: (url, init) => send(String(url), init as RequestInit),
        }),
      ],
    }),
  };
  return client;
}
