import { For, Show } from "solid-js";
import { recorded, SIGNED_OUT } from "../secondary-tokens/words.ts";
import { now } from "../ui/clock.ts";
import { relative } from "../ui/dates.ts";
import { grouped } from "../ui/numbers.ts";
import { stopsWorking } from "./stops-working.ts";
import { byOwner, counted, isCurrent, type ToEnd, usedOfLate } from "./to-end.ts";

/** How many owners are named, how many tokens of each, and how many of a single owner; the rest is counted. */
const MOST_PEOPLE = 5;
const MOST_OF_EACH = 4;
const MOST_OF_ONE = 8;

/** How many tokens of whom, which, and what stops with them. */
export function WhatEnds(props: { tokens: readonly ToEnd[] }) {
  const owners = () => byOwner(props.tokens);
  const isOfSeveral = () => owners().length > 1;
  const one = () => (isOfSeveral() ? undefined : props.tokens[0]?.user);
  return (
    <>
      <p>
        <strong>{counted(props.tokens)}</strong> of <Whose people={owners().length} one={one()} />:
      </p>
      <ul class="to-end">
        <Show when={isOfSeveral()} fallback={<OfOne tokens={props.tokens} />}>
          <OfSeveral owners={owners()} />
        </Show>
      </ul>
      <UsedOfLate tokens={props.tokens} />
      <Consequences tokens={props.tokens} />
      <Show when={isOfSeveral() && owners().some(([first]) => first?.user?.email)}>
        <p>Everybody who loses tokens gets one e-mail.</p>
      </Show>
      <Show when={one()}>{(user) => <p>{recorded(user())}</p>}</Show>
    </>
  );
}

/** "yours", "Mei Tanaka", "3 users" */
function Whose(props: { people: number; one: ToEnd["user"] }) {
  return (
    <Show when={props.people === 1} fallback={<strong>{grouped(props.people)} users</strong>}>
      <Show when={props.one} fallback="yours">
        {(user) => (
          <strong>
            <bdi>{user().name}</bdi>
          </strong>
        )}
      </Show>
    </Show>
  );
}

function OfOne(props: { tokens: readonly ToEnd[] }) {
  const more = () => props.tokens.length - MOST_OF_ONE;
  return (
    <>
      <For each={props.tokens.slice(0, MOST_OF_ONE)}>
        {(token) => (
          <li>
            <Named token={token} />,{" "}
            {token.lastUsedAt ? `last used ${relative(token.lastUsedAt, now())}` : "never used"}
          </li>
        )}
      </For>
      <Show when={more() > 0}>
        <li>and {grouped(more())} more</li>
      </Show>
    </>
  );
}

function OfSeveral(props: { owners: readonly (readonly ToEnd[])[] }) {
  const more = () => props.owners.length - MOST_PEOPLE;
  return (
    <>
      <For each={props.owners.slice(0, MOST_PEOPLE)}>{(theirs) => <Theirs tokens={theirs} />}</For>
      <Show when={more() > 0}>
        <li>and those of {more() === 1 ? "1 more user" : `${grouped(more())} more users`}</li>
      </Show>
    </>
  );
}

function Theirs(props: { tokens: readonly ToEnd[] }) {
  const more = () => props.tokens.length - MOST_OF_EACH;
  return (
    <li>
      <bdi>{props.tokens[0]?.user?.name}</bdi>:{" "}
      <For each={props.tokens.slice(0, MOST_OF_EACH)}>
        {(token, at) => (
          <>
            {at() > 0 ? ", " : ""}
            <Named token={token} />
          </>
        )}
      </For>
      {more() > 0 ? `, and ${grouped(more())} more` : ""}
    </li>
  );
}

/** An API token with its prefix, a session with its address. */
function Named(props: { token: ToEnd }) {
  return (
    <>
      <bdi>{props.token.name}</bdi>
      <Show
        when={props.token.session}
        fallback={
          <>
            {" "}
            <code>{props.token.prefix}</code>
          </>
        }
      >
        {(session) => (
          <>
            {session().address ? `, ${session().address}` : ""}
            {session().current ? " (this session)" : ""}
          </>
        )}
      </Show>
    </>
  );
}

/** Leaves out this session: it is in use. */
function UsedOfLate(props: { tokens: readonly ToEnd[] }) {
  const others = () => props.tokens.filter((token) => !isCurrent(token));
  const used = () => usedOfLate(others(), now());
  const are = () => (others().length < props.tokens.length ? "of the others" : "of them");
  return (
    <Show when={others().length > 0}>
      <Show when={used()[0]} fallback={<p>None {are()} was used in the last 24 hours.</p>}>
        {(last) => (
          <p>
            {grouped(used().length)} {are()} {used().length === 1 ? "was" : "were"} used in the last 24 hours,
            the last time {relative(last().lastUsedAt ?? "", now())}
            <Show when={last().session ? undefined : last().lastUsed}>
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
    </Show>
  );
}

function Consequences(props: { tokens: readonly ToEnd[] }) {
  const apiTokens = () => props.tokens.filter(({ session }) => !session).length;
  const browsers = () => props.tokens.filter(({ session }) => session && !session.current).length;
  const them = () => {
    const isAll = apiTokens() === props.tokens.length;
    if (apiTokens() === 1) return isAll ? "it" : "the API token";
    return isAll ? "them" : "the API tokens";
  };
  return (
    <>
      <Show when={browsers() > 0}>
        <p>
          {browsers() === 1
            ? "That browser is signed out with its next click."
            : "Those browsers are signed out with their next click."}
        </p>
      </Show>
      <Show when={apiTokens() > 0}>
        <p>
          Whatever still uses {them()} {stopsWorking()} This cannot be undone.
        </p>
      </Show>
      <Show when={props.tokens.some(isCurrent)}>
        <p>{SIGNED_OUT}</p>
      </Show>
    </>
  );
}
