import { createMemo, lazy, Show, Suspense } from "solid-js";
import { onFirstMove } from "../ui/first-move.ts";
import type { TokenDialogsProps } from "./token-dialogs.tsx";

const load = () => import("./token-dialogs.tsx");
const Dialogs = lazy(async () => ({ default: (await load()).TokenDialogs }));

/** The dialogs of a list of tokens, loaded when somebody stirs: the list itself is there sooner without them. */
export function TokenDialogs(props: TokenDialogsProps) {
  const wanted = createMemo<boolean>((before) => before || props.dialog.name() !== undefined, false);
  onFirstMove(() => void load());
  return (
    <Show when={wanted()}>
      <Suspense>
        <Dialogs {...props} />
      </Suspense>
    </Show>
  );
}
