import { type Component, type ComponentProps, createMemo, Show, Suspense } from "solid-js";
import { later } from "../later.tsx";
import type { createAddressDialog } from "./address-dialog.ts";
import { onFirstMove } from "./first-move.ts";

/** Loads at the first sign of activity, at the latest on demand, so that the page itself appears sooner. */
export function onDemand<Props extends object>(
  load: () => Promise<Component<Props>>,
  isWanted: (props: Props) => boolean,
): Component<Props> {
  const Loaded = later(async () => ({ default: await load() }));
  return (props) => {
    const wanted = createMemo<boolean>((before) => before || isWanted(props), false);
    onFirstMove(() => void Loaded.preload());
    return (
      <Show when={wanted()}>
        <Suspense>
          <Loaded {...(props as ComponentProps<typeof Loaded>)} />
        </Suspense>
      </Show>
    );
  };
}

/** The dialogs of a page, loaded as soon as the address names one. */
export function dialogsOnDemand<
  Props extends { dialog: Pick<ReturnType<typeof createAddressDialog>, "name"> },
>(load: () => Promise<Component<Props>>): Component<Props> {
  return onDemand(load, ({ dialog }) => dialog.name() !== undefined);
}
