import { createSignal, onCleanup } from "solid-js";
import type { NewToken } from "../outputs.ts";
import { type Refusal, refusalOf } from "../refusal.ts";
import { say } from "../ui/toasts.tsx";

export interface WantedToken {
  name: string;
  purpose: string | undefined;
  /** RFC 3339; undefined for never. */
  expiresAt: string | undefined;
  /** Null for everything that the holder may do. */
  scopes: string[] | null;
  endpoints: string[] | null;
  /** Whether it may rotate itself. */
  selfRotation: boolean;
  /** A repeated request with the same key returns the same token. */
  key: string;
}

/** How a token is made, taken back and shown. */
export interface Creation {
  create: (wanted: WantedToken) => Promise<NewToken>;
  revoke: (id: string) => Promise<void>;
  onCreated: (token: NewToken) => void;
}

/** What becomes of an attempt. */
interface Fate {
  made: () => void;
  /** Nothing was made. */
  refused: () => void;
}

/**
 * The making of a token. If the dialog is closed before the answer arrives, nobody sees the token: it is revoked on
 * arrival, and a toast says so.
 */
export function createCreating(creation: Creation) {
  const [busy, setBusy] = createSignal(false);
  const [refusal, setRefusal] = createSignal<Refusal>();
  let isGone = false;
  onCleanup(() => {
    isGone = true;
  });

  return {
    busy,
    refusal,
    forget: () => void setRefusal(undefined),
    refuse: (refusal: Pick<Refusal, "field" | "message">) =>
      void setRefusal({ code: "BAD_REQUEST", ...refusal }),
    async run(wanted: WantedToken, fate: Fate): Promise<void> {
      if (busy()) return;
      setBusy(true);
      setRefusal(undefined);
      try {
        const token = await creation.create(wanted);
        if (isGone) return await revokeUnseen(token, creation.revoke);
        fate.made();
        setBusy(false);
        creation.onCreated(token);
      } catch (error) {
        const refusal = refusalOf(error);
        if (REFUSED.has(refusal.code)) fate.refused();
        else if (isGone) await takeBack(wanted, creation);
        setRefusal(refusal);
        setBusy(false);
      }
    },
    /** Ends what an attempt without an answer may have made: repeating the request reveals its id. */
    takeBack: (wanted: WantedToken) => takeBack(wanted, creation),
  };
}

/** Answers that say that nothing was made. */
const REFUSED = new Set(["BAD_REQUEST", "FORBIDDEN", "CONFLICT", "NOT_FOUND"]);

async function takeBack(wanted: WantedToken, { create, revoke }: Creation): Promise<void> {
  try {
    await revokeUnseen(await create(wanted), revoke);
  } catch (error) {
    if (!REFUSED.has(refusalOf(error).code))
      say(
        `No answer came, so “${wanted.name}” may have been generated. Look for it in the list, and revoke it.`,
      );
  }
}

async function revokeUnseen({ id, name, prefix }: NewToken, revoke: Creation["revoke"]): Promise<void> {
  try {
    await revoke(id);
    say(`“${name}” was generated and never shown: ${prefix} is revoked.`);
  } catch {
    say(`“${name}” was generated and never shown, and could not be revoked. Revoke ${prefix} in the list.`);
  }
}
