import type { Identified } from "../../outputs.ts";
import { plainDay } from "../../ui/dates.ts";

const ENDED_BY = {
  owner: "its owner",
  administrator: "an administrator",
  holder: "somebody who held it",
  rotation: "a rotation",
} as const;

/** What is known of a found token, in words; `harm`: whether its holder can use it now. */
export function identified({ state, token, revoked }: Identified): { sentence: string; harm: boolean } {
  switch (state) {
    case "live":
      return token?.state === "blocked"
        ? {
            sentence:
              "It is refused now, for its member may not use tokens. Given that back, it works again.",
            harm: false,
          }
        : { sentence: "It is live: anybody who has it can use it now.", harm: true };
    case "suspended":
      return {
        sentence: `It is suspended${until(token?.suspended?.until)}: refused as long as that.`,
        harm: false,
      };
    case "expired":
      return { sentence: `It expired${on(token?.expiresAt)} and is refused.`, harm: false };
    case "retired-secret":
      return {
        sentence: `This is a retired secret of “${token?.name}”, replaced${on(token?.rotatedAt)}: it is refused. The token itself stays valid with its new secret.`,
        harm: false,
      };
    case "revoked":
      return {
        sentence: `It was revoked by ${revoked ? ENDED_BY[revoked.by] : "somebody"}${on(revoked?.at)}, and is refused everywhere.`,
        harm: false,
      };
    case "unknown":
      return {
        sentence: "It is nothing of this organization: no token here has this secret, or had it of late.",
        harm: false,
      };
  }
}

/** What is wrong with the pasted text, without asking the server. */
export const UNREADABLE = {
  shapeless:
    "This does not look like a token: a prefix such as lk, an underscore, 12 letters and digits, an underscore, and 38 more.",
  mistyped:
    "A character is wrong: a token ends with a checksum of the rest, and here it does not fit. Copy the token again from where you found it. Nothing was sent.",
} as const;

function on(at: string | null | undefined): string {
  return at ? ` on ${plainDay(at)}` : "";
}

function until(at: string | null | undefined): string {
  return at ? ` until ${plainDay(at)}` : "";
}
