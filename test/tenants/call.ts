import type { AnyProcedure } from "@trpc/server";
import { appRouter } from "../../worker/procedures/router.ts";
import type { Client } from "../world/clients.ts";

const types = new Map(
  Object.entries(appRouter._def.procedures as unknown as Record<string, AnyProcedure>).map(
    ([name, procedure]) => [name, procedure._def.type],
  ),
);

export const isQuery = (name: string) => types.get(name) === "query";

/** Calls any procedure by its name, as the web app does over HTTP. */
export function call(client: Client, name: string, input: unknown = {}): Promise<Response> {
  return isQuery(name)
    ? client.fetch(`/trpc/${name}?input=${encodeURIComponent(JSON.stringify(input))}`)
    : client.post(`/trpc/${name}`, input);
}
