import * as z from "zod/mini";
import { Refusal } from "../errors.ts";
import { nameSchema } from "../names.ts";
import type { ApiPermission } from "../permissions.ts";

/** Reserved for Latchkey's own permissions, present and future. */
const BUILT_IN = "tokens.";

const MOST_API_PERMISSIONS = 200;

/** A subset of RFC 6749's scope-token (§3.3), so that keys fit into `scope=` and into headers. */
const KEY = /^[A-Za-z0-9][A-Za-z0-9._:/-]{0,99}$/;

export const permissionKeySchema = z.string({ error: "permission-key-invalid" }).check(
  z.regex(KEY, { error: "permission-key-invalid" }),
  z.refine((key) => !key.startsWith(BUILT_IN), { error: "permission-built-in" }),
);

export const descriptionSchema = nameSchema;

/** The catalogue with this permission added, or described anew. */
export function withPermission(
  catalogue: readonly ApiPermission[],
  { key, description }: ApiPermission,
): ApiPermission[] {
  if (catalogue.some((one) => one.key === key)) {
    return catalogue.map((one) => (one.key === key ? { key, description } : one));
  }
  if (catalogue.length >= MOST_API_PERMISSIONS) throw new Refusal("too-many-permissions");
  return [...catalogue, { key, description }];
}
