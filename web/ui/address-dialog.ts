import { useLocation, useNavigate, useSearchParams } from "@solidjs/router";

interface DialogAddress extends Record<string, string | undefined> {
  dialog?: string;
  /** The id of the dialog's subject. */
  of?: string;
}

/** The address says which dialog is open, so reload, back and a shared link find it. */
export function createAddressDialog() {
  const [address] = useSearchParams<DialogAddress>();
  const location = useLocation<{ opened?: boolean }>();
  const navigate = useNavigate();

  const go = (address: DialogAddress, replace: boolean, opened: boolean) => {
    const search = new URLSearchParams(location.search);
    search.delete("dialog");
    search.delete("of");
    for (const [key, value] of Object.entries(address)) if (value) search.set(key, value);
    const query = search.size > 0 ? `?${search}` : "";
    navigate(location.pathname + query, {
      replace,
      scroll: false,
      state: { ...location.state, opened },
    });
  };

  return {
    name: () => address.dialog,
    of: () => address.of,
    show(dialog: string, of?: string) {
      go({ dialog, of }, false, true);
    },
    /** Replaces the dialog with another: back leads to the page, not to this one. */
    turnInto(dialog: string, of?: string) {
      go({ dialog, of }, true, location.state?.opened ?? false);
    },
    close() {
      // A dialog that was opened here closes by going back, so that back does not open it again.
      if (location.state?.opened) navigate(-1);
      else go({}, true, false);
    },
  };
}
