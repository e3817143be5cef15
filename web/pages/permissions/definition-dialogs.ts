import { createEffect, createMemo } from "solid-js";
import { createAct } from "../../ui/act.ts";
import type { createAddressDialog } from "../../ui/address-dialog.ts";
import { say } from "../../ui/toasts.tsx";

interface Options<Defined> {
  dialog: ReturnType<typeof createAddressDialog>;
  /** "permission": the dialogs are `define-permission`, `change-permission`, `remove-permission`. */
  what: string;
  loaded: () => boolean;
  find: (key: string) => Defined | undefined;
  /** Asks for the list again. */
  refresh: () => Promise<void>;
}

/** Which dialog about definitions is open, and its actions. */
export function createDefinitionDialogs<Defined>(options: Options<Defined>) {
  const { dialog, what } = options;
  const acting = createAct();
  const isOpen = (verb: string) => dialog.name() === `${verb}-${what}`;
  const subject = createMemo(() => options.find(dialog.of() ?? ""));
  const about = (verb: string) => (isOpen(verb) ? subject() : undefined);

  createEffect(() => {
    dialog.name();
    acting.forget();
  });
  const isLost = () => (isOpen("change") || isOpen("remove")) && options.loaded() && !subject();
  createEffect(() => isLost() && dialog.close());

  return {
    isDefining: () => isOpen("define"),
    changing: () => about("change"),
    removing: () => about("remove"),
    define: () => dialog.show(`define-${what}`),
    change: (key: string) => dialog.show(`change-${what}`, key),
    remove: (key: string) => dialog.show(`remove-${what}`, key),
    close: dialog.close,
    acting,
    async run(action: () => Promise<unknown>, done: string) {
      const worked = await acting.run(async () => {
        await action();
        dialog.close();
        await options.refresh();
      });
      if (worked) say(done);
    },
  };
}

export type DefinitionDialogs<Defined> = ReturnType<typeof createDefinitionDialogs<Defined>>;

export interface DefinitionDialogsProps<Defined> {
  dialog: ReturnType<typeof createAddressDialog>;
  dialogs: DefinitionDialogs<Defined>;
  /** Where focus goes if the row that it came from is gone. */
  restingPlace: () => HTMLElement | undefined;
}
