import { inPieces } from "../../db/pieces.ts";
import { call, isQuery } from "../tenants/call.ts";
import type { Named } from "../tenants/named.ts";
import { PROCEDURES } from "../tenants/procedures.ts";
import { ROUTES } from "../tenants/routes.ts";
import type { Clients } from "../world/clients.ts";
import type { Caller } from "./traffic.ts";

interface Question {
  name: string;
  ask(caller: Caller): Promise<Response>;
}

/** Calls every procedure and every route as a Master Admin, about their own organization. */
export function everything({ anonymous, bearer, inSession }: Clients): Question[] {
  const procedures = Object.entries(PROCEDURES).map(([name, input]) => ({
    name,
    ask: (caller: Caller) => call(inSession(caller.session), name, input?.(namedBy(caller))),
  }));
  const routes = Object.entries(ROUTES).map(([name, asked]) => ({
    name,
    ask(caller: Caller) {
      const [method, route] = name.split(" ") as [string, string];
      const { path, as, form, ...init } = { path: route, method, ...asked?.(namedBy(caller), caller.token) };
      const client = { "signed-in": inSession(caller.session), nobody: anonymous() };
      const body = form && new URLSearchParams(form);
      return (as ? client[as] : bearer(caller.token)).fetch(path, { ...init, body });
    },
  }));
  return [...procedures, ...routes];
}

/** Calls every query, ten per request: the web app, too, sends several at once. */
export function everyQuery({ inSession }: Clients, caller: Caller): Promise<Response>[] {
  const queries = Object.entries(PROCEDURES).filter(([name]) => isQuery(name));
  return inPieces(queries, 10).map((piece) => {
    const names = piece.map(([name]) => name).join();
    const inputs = Object.fromEntries(piece.map(([, input], at) => [at, input?.(namedBy(caller)) ?? {}]));
    return inSession(caller.session).fetch(
      `/trpc/${names}?batch=1&input=${encodeURIComponent(JSON.stringify(inputs))}`,
    );
  });
}

const namedBy = (caller: Caller): Named => ({
  ...caller,
  serviceUserId: caller.userId,
  group: "EMEA",
  permission: "reports:read",
});
