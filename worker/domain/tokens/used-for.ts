import { normalizePath } from "../normalize-path.ts";
import { type LastUse, lastUse } from "./last-use.ts";

/** A use that a gateway or a resource server reports: its path is normalised first. */
export function usedFor(method: string, target: string): LastUse {
  return lastUse(method, normalizePath(target));
}
