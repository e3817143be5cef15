import { Activity, Layers, Users } from "lucide";
import { For, type JSX, Show } from "solid-js";
import { createAnswer } from "../../answer.ts";
import type { OrganizationHome } from "../../outputs.ts";
import { rpc } from "../../rpc.ts";
import { Icon } from "../../ui/icon.tsx";
import { Problem } from "../../ui/problem.tsx";

type Card = OrganizationHome["cards"][number];

interface Words {
  href: string;
  title: string;
  about: string;
  icon: () => JSX.Element;
}

const CARDS: Record<Card, Words> = {
  users: {
    href: "/account/users",
    title: "Users",
    about: "Who belongs to the organization, and what they may do.",
    icon: () => <Icon of={Users} size={20} />,
  },
  "api-tokens": {
    href: "/account/api-tokens",
    title: "API Tokens",
    about: "Every token that anybody here holds, and when it was last used.",
    icon: () => <Icon of={Layers} size={20} />,
  },
  activity: {
    href: "/account/activity",
    title: "Activity",
    about: "What was done, by whom, and when.",
    icon: () => <Icon of={Activity} size={20} />,
  },
};

/** The parts of the organization that this member may see, as the server says. */
export function Cards() {
  const home = createAnswer(
    () => true,
    (_, signal) => rpc.organization.home.query(undefined, { signal }),
  );
  return (
    <>
      <Show when={home.refusal()}>{(refusal) => <Problem refusal={refusal()} onRetry={home.retry} />}</Show>
      <ul class="cards">
        <For each={home.answer()?.cards}>
          {(card) => (
            <li>
              <a class="card" href={CARDS[card].href}>
                {CARDS[card].icon()}
                <span class="card-title">{CARDS[card].title}</span>
                <span class="card-about">{CARDS[card].about}</span>
              </a>
            </li>
          )}
        </For>
      </ul>
    </>
  );
}
