import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const SNIPPETS = join(import.meta.dirname, "../../web/pages/docs/snippets");

/** Commented-out code that a reader may enable: explanations have a space after `#`. */
const SWITCHED_OFF = /^(\s*)#(?=[^\s#])/gm;

/** A gateway's surroundings: ports, whose API it guards, and whether it passes preflights. */
export type Place = { latchkey: number; upstream: number; organizationId: string; preflights: boolean };

/** A snippet of the documentation, changed only in its ports, the organization, and preflights. */
export function snippet(name: string, place: Place & { gateway: number }): string {
  const text = readFileSync(join(SNIPPETS, name), "utf8")
    .replaceAll("127.0.0.1:8787", `127.0.0.1:${place.latchkey}`)
    .replaceAll("127.0.0.1:3000", `127.0.0.1:${place.upstream}`)
    .replaceAll("127.0.0.1:8080", `127.0.0.1:${place.gateway}`)
    .replaceAll("YOUR_ACCOUNT_ID", place.organizationId);
  return place.preflights ? switchedOn(text) : text;
}

export function switchedOn(text: string): string {
  return text.replace(SWITCHED_OFF, "$1");
}

/** A new folder with these files. */
export function folderWith(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), "latchkey-gateway-"));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}
