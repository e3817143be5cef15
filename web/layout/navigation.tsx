import { useLocation } from "@solidjs/router";
import { Ellipsis } from "lucide";
import { For, type JSX, Show } from "solid-js";
import { Icon } from "../ui/icon.tsx";
import { isNowhere } from "./nowhere.ts";
import { entryOf, isWithin } from "./where.ts";

export interface NavigationEntry {
  href: string;
  label: string;
  icon: () => JSX.Element;
}

export interface NavigationGroup {
  label: string;
  entries: NavigationEntry[];
  /** On narrow screens it moves behind "More". */
  minor?: boolean;
}

/** Every page that this member may see, at every width, with the present one marked. */
export function Navigation(props: { groups: NavigationGroup[] }) {
  const location = useLocation();
  let menu: HTMLDivElement | undefined;
  const groups = () => props.groups.filter(({ entries }) => entries.length > 0);
  const minor = () => groups().filter((group) => group.minor);
  const current = () =>
    isNowhere()
      ? undefined
      : entryOf(
          groups().flatMap(({ entries }) => entries),
          location.pathname,
        );
  const isOnMinor = () => minor().some(({ entries }) => entries.some((entry) => entry === current()));
  return (
    <nav class="side-navigation" aria-label="Main">
      <For each={groups()}>
        {(group) => (
          <>
            <h2 class="side-group">{group.label}</h2>
            <ul classList={{ minor: group.minor }}>
              <Links entries={group.entries} current={current()} />
            </ul>
          </>
        )}
      </For>
      <Show when={minor().length > 0}>
        <button
          type="button"
          class="side-link side-more"
          popovertarget="more-pages"
          aria-current={isOnMinor() ? "true" : undefined}
        >
          <Icon of={Ellipsis} size={18} />
          <span>More</span>
        </button>
        <div id="more-pages" class="menu more-pages" popover="auto" ref={(element) => (menu = element)}>
          <For each={minor()}>
            {(group) => (
              <ul aria-label={group.label}>
                <Links entries={group.entries} current={current()} onFollow={() => menu?.hidePopover()} />
              </ul>
            )}
          </For>
        </div>
      </Show>
    </nav>
  );
}

interface LinksProps {
  entries: readonly NavigationEntry[];
  current: NavigationEntry | undefined;
  onFollow?: () => void;
}

function Links(props: LinksProps) {
  const location = useLocation();
  /** Marks the link of the page around the present one too, but differently. */
  const mark = (entry: NavigationEntry) => {
    if (entry !== props.current) return undefined;
    return isWithin(entry.href, location.pathname) ? "true" : "page";
  };
  return (
    <For each={props.entries}>
      {(entry) => (
        <li>
          <a
            class="side-link"
            href={entry.href}
            aria-current={mark(entry)}
            onClick={() => props.onFollow?.()}
          >
            {entry.icon()}
            <span>{entry.label}</span>
          </a>
        </li>
      )}
    </For>
  );
}
