import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Ports } from "./gateway.ts";

const SNIPPETS = join(import.meta.dirname, "../../web/pages/docs/snippets");

/** A snippet of the documentation as it stands there, but for its ports. */
export function snippet(name: string, { gateway, latchkey, upstream }: Ports): string {
  return readFileSync(join(SNIPPETS, name), "utf8")
    .replaceAll("127.0.0.1:8787", `127.0.0.1:${latchkey}`)
    .replaceAll("127.0.0.1:3000", `127.0.0.1:${upstream}`)
    .replaceAll("127.0.0.1:8080", `127.0.0.1:${gateway}`);
}

/** A folder of its own with these files in it. */
export function folderWith(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), "latchkey-gateway-"));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}
