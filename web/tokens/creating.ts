import { createSignal, onCleanup } from "solid-js";
import type { NewToken } from "../outputs.ts";
import { type Refusal, refusalOf } from "../refusal.ts";
import { say } from "../ui/toasts.tsx";

export interface WantedToken {
  name: string;
  /** RFC 3339; undefined for never. */
  expiresAt: string | undefined;
  /** Undefined for all that the holder may do. */
  scopes: string[] | undefined;
}

/** How a token is made, taken back, and shown. */
export interface Creation {
  create: (wanted: WantedToken) => Promise<NewToken>;
  revoke: (id: string) => Promise<void>;
  onCreated: (token: NewToken) => void;
}

/**
 * The making of a token. Who closes the dialog before the answer has come never sees the token: it is revoked when it
 * comes, and that is said.
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
    async run(wanted: WantedToken, made: () => void): Promise<void> {
      if (busy()) return;
      setBusy(true);
      setRefusal(undefined);
      try {
        const token = await creation.create(wanted);
        if (isGone) return await takeBack(token, creation.revoke);
        made();
        setBusy(false);
        creation.onCreated(token);
      } catch (error) {
        const refusal = refusalOf(error);
        setRefusal(refusal);
        setBusy(false);
        if (isGone && isUnknown(refusal))
          say(
            `No answer came: whether “${wanted.name}” was generated is not known. Look for it in the list.`,
          );
      }
    },
  };
}

async function takeBack({ id, name, prefix }: NewToken, revoke: Creation["revoke"]): Promise<void> {
  try {
    await revoke(id);
    say(`You closed the dialog before “${name}” was shown: ${prefix} is revoked.`);
  } catch {
    say(
      `You closed the dialog before “${name}” was shown, but ${prefix} could not be revoked. Revoke it in the list.`,
    );
  }
}

/** Whether the token may have been made all the same. */
function isUnknown({ code }: Refusal): boolean {
  return code === "UNREACHABLE" || code === "TIMEOUT" || code === "INTERNAL_SERVER_ERROR";
}
