import { type FoundLink, findLink } from "../../../db/sign-in/one-time-links.ts";
import { Refusal } from "../../domain/errors.ts";
import { parseLink } from "../../domain/users/one-time-link.ts";
import type { Runtime } from "../runtime.ts";

/**
 * @throws Refusal `link-invalid` for a link that is unknown, used or too old; `link-needless` for an invitation of
 * somebody with a password, which it must not replace
 */
export async function openLink(runtime: Runtime, text: string): Promise<FoundLink & { email: string }> {
  const parsed = parseLink(text);
  const link = parsed ? await findLink(runtime.database, parsed.id) : null;
  const right = parsed && link?.hash.equals(await parsed.plain.hash());
  if (!link || !right || link.expiresAt <= runtime.now() || link.email === null) {
    throw new Refusal("link-invalid", { field: "link" });
  }
  // It was used, and a restored database brought it back.
  if (await runtime.tombstones.ask(link.hash, runtime.now())) {
    throw new Refusal("link-invalid", { field: "link" });
  }
  if (link.purpose === "invitation" && link.hasPassword)
    throw new Refusal("link-needless", { field: "link" });
  return { ...link, email: link.email };
}
