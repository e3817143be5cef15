import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { newSecretsKey } from "../secrets-key.ts";

/** The local `SECRETS_KEY`: made once, and kept beside the database that it encrypts. */
export function localSecretsKey(state: string): string {
  const path = pathIn(state);
  if (!existsSync(path)) {
    // Renamed when complete: half a key would stay for good.
    writeFileSync(`${path}.part`, newSecretsKey(), { mode: 0o600 });
    renameSync(`${path}.part`, path);
  }
  return readFileSync(path, "utf8");
}

export function hasLocalSecretsKey(state: string): boolean {
  return existsSync(pathIn(state));
}

function pathIn(state: string): string {
  return join(state, "secrets-key");
}
