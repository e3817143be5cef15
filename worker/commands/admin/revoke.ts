import { readFileSync } from "node:fs";
import { liveToken } from "../../../db/deployment/tokens.ts";
import { asText } from "../../../db/literals.ts";
import { parseToken } from "../../domain/tokens/token.ts";
import type { CommandPlace } from "../d1/place.ts";
import { demandFile } from "../demand-file.ts";
import { nowAndThen } from "../progress.ts";
import { commit } from "./commit.ts";

interface Live {
  id: string;
  organizationId: string;
  userId: string;
  organization: string;
}

const PREFIX = /^[a-z][a-z0-9]*_([0-9A-Za-z]{12})$/;

/**
 * Ends the API tokens in a file, one per line: whole tokens, as a leak has them, or their prefixes. Owners get a
 * mail. Output names a line only by its number.
 */
export async function revoke(place: CommandPlace, { file }: { file: string }): Promise<string> {
  demandFile(file);
  const lines = readFileSync(file, "utf8").split("\n");
  const progress = nowAndThen(console.error);
  let ended = 0;
  const unknown: number[] = [];
  for (const [at, line] of lines.entries()) {
    if (line.trim() === "") continue;
    if (await end(place, line.trim())) ended++;
    else unknown.push(at + 1);
    progress(`${at + 1} of ${lines.length} lines`);
  }
  const words = [`${ended} tokens are revoked.`];
  if (unknown.length > 0)
    words.push(`No live token of this deployment is in the lines ${unknown.join(", ")}.`);
  return words.join("\n");
}

async function end(place: CommandPlace, text: string): Promise<boolean> {
  const tokenPrefix = place.tokenPrefix ?? "lk";
  const parsed = parseToken(text, tokenPrefix);
  const id = parsed?.id ?? PREFIX.exec(text)?.[1];
  if (id === undefined) return false;
  // A made-up token must end nobody's: only a whole token whose secret matches, or the prefix that lists show,
  // counts.
  const secret = await parsed?.plain.hash();
  const [live] = await place.database.query<Live>(asText(liveToken(id, secret, Date.now())));
  if (!live) return false;
  const { organizationId, userId, organization } = live;
  return commit(place, {
    at: Date.now(),
    ends: {
      selection: { organizationId, userId, kind: "api", id: live.id },
      by: "administrator",
      actor: null,
      notify: { organization, administrator: "Latchkey's operator", tokenPrefix },
    },
  });
}
