import type { StoredPasskey } from "../../../db/sign-in/passkeys.ts";
import { rfc3339 } from "../../domain/times.ts";

export function presentPasskey({ id, name, createdAt, lastUsedAt, isBackedUp }: Presented) {
  return {
    id,
    name,
    createdAt: rfc3339(createdAt),
    lastUsedAt: rfc3339(lastUsedAt),
    /** Whether a service stores it and syncs it to other devices. */
    synced: isBackedUp,
  };
}

type Presented = Pick<StoredPasskey, "id" | "name" | "createdAt" | "lastUsedAt" | "isBackedUp">;
