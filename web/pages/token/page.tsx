import { useParams } from "@solidjs/router";
import { Show } from "solid-js";
import { useSession } from "../../signed-in.tsx";
import { oneself } from "../../tokens/holder.ts";
import { ownList } from "../../tokens/own-page.ts";
import { OwnTokensOnly } from "../../tokens/own-tokens-only.tsx";
import { AS_OWNER } from "./asker.ts";
import { TokenPage } from "./token.tsx";

/** One of the member's own API tokens. */
export default function OwnTokenPage() {
  const session = useSession();
  const params = useParams<{ id: string }>();
  return (
    <OwnTokensOnly>
      <Show when={params.id} keyed>
        {(id) => (
          <TokenPage
            id={id}
            ask={AS_OWNER}
            back={{ href: ownList(session()), label: "My API tokens" }}
            holder={oneself(session())}
          />
        )}
      </Show>
    </OwnTokensOnly>
  );
}
