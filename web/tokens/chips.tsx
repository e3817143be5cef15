import { For, Show } from "solid-js";
import { now } from "../ui/clock.ts";
import { Moment } from "../ui/relative-time.tsx";
import { chipsOf, type Told } from "./chips-of.ts";

export function Chips(props: { token: Told }) {
  return (
    <For each={chipsOf(props.token, now())}>
      {(chip) => (
        <>
          <Show when={chip.at} fallback={<span class={`mark ${chip.look}`}>{chip.words}</span>}>
            {(at) => <Moment class={`mark ${chip.look}`} at={at()} words={chip.words} />}
          </Show>{" "}
        </>
      )}
    </For>
  );
}
