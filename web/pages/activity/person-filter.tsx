import { UserRound, X } from "lucide";
import { createEffect, createSignal, createUniqueId, For, on, Show } from "solid-js";
import { createAnswer } from "../../answer.ts";
import { refusalOf } from "../../refusal.ts";
import { rpc } from "../../rpc.ts";
import { Icon } from "../../ui/icon.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { Key } from "../../ui/key.tsx";
import { createSuggestions } from "./suggestions.ts";

interface PersonFilterProps {
  /** The filter in the address. */
  userId: string | undefined;
  onChange: (userId: string | undefined) => void;
  ref?: (input: HTMLInputElement) => void;
}

/** Picks one person from the team: a combobox with a list, as the ARIA Authoring Practices describe it. */
export function PersonFilter(props: PersonFilterProps) {
  const id = createUniqueId();
  const [typed, setTyped] = createSignal("");
  const people = createSuggestions(typed);
  const chosen = createAnswer(
    () => props.userId,
    async (userId, signal) => nameOf(userId, signal),
  );

  // The field names the person in the address, also after back and forward.
  createEffect(
    on([() => props.userId, chosen.answer], ([userId, name]) => setTyped(userId ? (name ?? "") : "")),
  );

  const choose = (person: { id: string; name: string }) => {
    people.close();
    setTyped(person.name);
    props.onChange(person.id);
  };
  const clear = () => {
    people.close();
    setTyped("");
    props.onChange(undefined);
  };
  const chooseFirst = () => {
    const person = people.active() ?? (people.isOpen() ? people.items()[0] : undefined);
    if (person) choose(person);
  };
  const leave = () => {
    people.close();
    setTyped(props.userId ? (chosen.answer() ?? "") : "");
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === "Escape" && people.isOpen()) people.close();
    else if (event.key === "Escape" && typed()) clear();
    else if (event.key === "ArrowDown") people.move(1);
    else if (event.key === "ArrowUp") people.move(-1);
    else if (event.key === "Enter") chooseFirst();
    else return;
    event.preventDefault();
  };

  return (
    <div class="filter person-filter">
      <Icon of={UserRound} size={16} />
      <input
        ref={props.ref}
        type="text"
        role="combobox"
        aria-label="Filter by person"
        aria-keyshortcuts="/"
        aria-autocomplete="list"
        aria-expanded={people.isOpen()}
        aria-controls={`${id}-list`}
        aria-activedescendant={people.active() ? `${id}-${people.active()?.id}` : undefined}
        placeholder="Filter by person"
        autocomplete="off"
        spellcheck={false}
        value={typed()}
        onInput={(event) => {
          setTyped(event.currentTarget.value);
          people.open();
          if (event.currentTarget.value === "") clear();
        }}
        onClick={people.open}
        onBlur={leave}
        onKeyDown={press}
      />
      <Show when={props.userId} fallback={<Key of="/" />}>
        <IconButton
          icon={X}
          class="person-clear"
          label="Show everybody's activity"
          hint="Everybody"
          onClick={clear}
        />
      </Show>
      <div
        id={`${id}-list`}
        class="suggestions"
        role="listbox"
        aria-label="People"
        hidden={!people.isOpen() || people.items().length === 0}
      >
        <For each={people.items()}>
          {(person) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys go to the combobox, as the pattern wants it
            <div
              id={`${id}-${person.id}`}
              role="option"
              aria-selected={people.active()?.id === person.id}
              tabIndex={-1}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(person)}
            >
              <bdi>{person.name}</bdi>
              <span class="hint">{person.email ?? "Service user"}</span>
            </div>
          )}
        </For>
      </div>
      <p class="for-screen-readers" role="status">
        {people.isOpen() ? found(people.items().length) : ""}
      </p>
    </div>
  );
}

function found(count: number): string {
  return count === 1 ? "1 person found" : `${count} people found`;
}

/** A person who has left the team still stands in its activity. */
async function nameOf(userId: string, signal: AbortSignal): Promise<string> {
  try {
    return (await rpc.team.member.query({ userId }, { signal })).name;
  } catch (error) {
    if (refusalOf(error).code !== "NOT_FOUND") throw error;
    return "Former member";
  }
}
