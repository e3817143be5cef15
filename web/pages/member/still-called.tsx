import { For, Show } from "solid-js";
import { createAnswer } from "../../answer.ts";
import { rpc } from "../../rpc.ts";
import { organizationPage } from "../../tokens/own-page.ts";
import { ExactTime } from "../../ui/relative-time.tsx";
import { times } from "../../usage/last-day.tsx";
import { Request } from "../../usage/request.tsx";

/** Tokens of the member that are refused but still called, each with a link to its page. */
export function StillCalled(props: { userId: string }) {
  const called = createAnswer(
    () => props.userId,
    (userId, signal) => rpc.team.stillCalled.query({ userId }, { signal }),
  );
  return (
    <Show when={called.answer()?.items.length}>
      <div class="notice attention">
        <p>Something still calls what is refused:</p>
        <ul>
          <For each={called.answer()?.items}>
            {({ token, isRevoked, count, lastAt, request }) => (
              <li>
                <a href={organizationPage(token.id)}>
                  <bdi>{token.name}</bdi>
                </a>
                {isRevoked ? ", revoked" : ""}: refused {times(count)}, last <ExactTime at={lastAt} /> by{" "}
                <Request {...request} />
              </li>
            )}
          </For>
        </ul>
      </div>
    </Show>
  );
}
