import { A } from "@solidjs/router";
import { holdNowhere } from "../../layout/nowhere.ts";
import { Page } from "../../ui/page.tsx";

/** The same for an address that does not exist and for one that this member may not see. */
export function NotFound() {
  holdNowhere();
  return (
    <Page title="Not found" lead="There is no page at this address.">
      <A href="/">Go to the start page</A>
    </Page>
  );
}
