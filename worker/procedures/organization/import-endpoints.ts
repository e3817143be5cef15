import * as z from "zod/mini";
import type { Catalogue } from "../../../db/organizations/organizations.ts";
import { withEndpoints } from "../../domain/endpoints/catalogue.ts";
import { Refusal } from "../../domain/errors.ts";
import { type Import, importOpenApi } from "../../domain/openapi/import-openapi.ts";
import { withPermission } from "../../domain/organizations/api-permissions.ts";
import { superuserProcedure } from "../guards.ts";
import { changeCatalogue } from "./change-catalogue.ts";

/** The document as JSON, or as its text. */
const input = z.strictObject({ document: z.unknown(), apply: z.boolean() });

/**
 * Reads an OpenAPI document as a catalogue of endpoints. Returns what it would change, and with `apply` changes it.
 */
export const importEndpoints = superuserProcedure
  .input(input)
  .mutation(async ({ ctx, input: { document, apply } }): Promise<Import> => {
    const parsed = typeof document === "string" ? parse(document) : document;
    let result: Import = { permissions: [], unassigned: [], refused: [] };
    await changeCatalogue(ctx.runtime, ctx, (known) => {
      result = importOpenApi(parsed, entriesOf(known));
      const changes = result.permissions.filter(({ change }) => change !== "same");
      // The preview refuses it too if it exceeds a catalogue's limits.
      const catalogue = changes.reduce(
        (before: Catalogue, { key, description, endpoints }) => ({
          permissions: withPermission(before.permissions, { key, description }),
          endpoints: withEndpoints(before.endpoints, key, endpoints),
        }),
        known,
      );
      if (!apply) return null;
      if (changes.length === 0) {
        // Another call may just have imported it, and still wait for the leases to end.
        ctx.runtime.narrowed();
        return null;
      }
      const keys = changes.map(({ key }) => key);
      const endpoints = changes.reduce((sum, one) => sum + one.endpoints.length, 0);
      return {
        catalogue,
        effect: "narrows",
        actions: [{ action: "endpoints.imported", detail: { keys, endpoints } }],
      };
    });
    return result;
  });

function entriesOf({ permissions, endpoints }: Catalogue) {
  return permissions.map((one) => ({ ...one, endpoints: endpoints[one.key] ?? [] }));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal("openapi-invalid", { field: "document" });
  }
}
