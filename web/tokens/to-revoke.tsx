import { For, Show } from "solid-js";
import { now } from "../ui/clock.ts";
import { relative } from "../ui/dates.ts";
import { grouped } from "../ui/numbers.ts";
import { byOwner, type Revocable, usedOfLate } from "./revocable.ts";
import { stopsWorking } from "./stops-working.ts";

/** So many people, and of each so many tokens, are named; the others are counted. */
const MOST_PEOPLE = 5;
const MOST_TOKENS = 4;

/** How many tokens of how many people, which, and what stops with them. */
export function ToRevoke(props: { tokens: readonly Revocable[] }) {
  const owners = () => byOwner(props.tokens);
  const morePeople = () => owners().length - MOST_PEOPLE;
  const used = () => usedOfLate(props.tokens, now());
  return (
    <>
      <p>
        <strong>{counted(props.tokens.length, "token", "tokens")}</strong> of{" "}
        <strong>{counted(owners().length, "user", "users")}</strong>:
      </p>
      <ul class="to-revoke">
        <For each={owners().slice(0, MOST_PEOPLE)}>{(theirs) => <Theirs tokens={theirs} />}</For>
        <Show when={morePeople() > 0}>
          <li>and those of {counted(morePeople(), "more user", "more users")}</li>
        </Show>
      </ul>
      <Show when={used()[0]} fallback={<p>None of them was used in the last 24 hours.</p>}>
        {(last) => (
          <p>
            {used().length === 1 ? "1 was" : `${grouped(used().length)} were`} used in the last 24 hours, the
            last time {relative(last().lastUsedAt ?? "", now())}
            <Show when={last().lastUsed}>
              {(usage) => (
                <>
                  {" "}
                  for{" "}
                  <code class="request">
                    {usage().method} {usage().path}
                  </code>
                </>
              )}
            </Show>
            .
          </p>
        )}
      </Show>
      <p>Whatever still uses them {stopsWorking()} This cannot be undone.</p>
      <Show when={owners().some(([one]) => one?.user.email)}>
        <p>Everybody who loses some is told by one e-mail.</p>
      </Show>
    </>
  );
}

function Theirs(props: { tokens: readonly Revocable[] }) {
  const more = () => props.tokens.length - MOST_TOKENS;
  return (
    <li>
      <bdi>{props.tokens[0]?.user.name}</bdi>:{" "}
      <For each={props.tokens.slice(0, MOST_TOKENS)}>
        {(token, at) => (
          <>
            {at() > 0 ? ", " : ""}
            <bdi>{token.name}</bdi> <code>{token.prefix}</code>
          </>
        )}
      </For>
      {more() > 0 ? `, and ${grouped(more())} more` : ""}
    </li>
  );
}

function counted(count: number, one: string, several: string): string {
  return `${grouped(count)} ${count === 1 ? one : several}`;
}
