import { useLocation } from "@solidjs/router";
import { For, type JSX, Show, Suspense } from "solid-js";
import { useSession } from "../signed-in.tsx";
import { Toasts } from "../ui/toasts.tsx";
import { Brand } from "./brand.tsx";
import { OrganizationSwitcher } from "./organization-switcher.tsx";
import { ProfileMenu } from "./profile-menu.tsx";

export interface NavigationEntry {
  href: string;
  label: string;
  icon: () => JSX.Element;
}

export interface NavigationGroup {
  label?: string;
  entries: NavigationEntry[];
  /** Where it is narrow there is no room for it: its pages are reached from Account info. */
  minor?: boolean;
}

interface ShellProps {
  navigation: NavigationGroup[];
  children: JSX.Element;
}

/** Side navigation with the profile menu in its lower-left corner; a bar at the bottom where it is narrow. */
export function Shell(props: ShellProps) {
  const session = useSession();
  return (
    <div class="shell">
      <a class="skip" href="#main" rel="external">
        Skip to content
      </a>
      <aside class="side">
        <div class="side-head">
          <a href="/" class="side-brand">
            <Brand />
          </a>
          <Show
            when={session().organizations.length > 1}
            fallback={
              <p class="side-organization" title={session().organization.name}>
                {session().organization.name}
              </p>
            }
          >
            <OrganizationSwitcher />
          </Show>
        </div>
        <nav class="side-navigation" aria-label="Main">
          <For each={props.navigation}>{(group) => <Group group={group} />}</For>
        </nav>
        <ProfileMenu />
      </aside>
      <main class="main" id="main" tabindex="-1">
        <Suspense>{props.children}</Suspense>
      </main>
      <Suspense>
        <Toasts />
      </Suspense>
    </div>
  );
}

function Group(props: { group: NavigationGroup }) {
  const location = useLocation();
  return (
    <Show when={props.group.entries.length > 0}>
      <Show when={props.group.label}>
        <h2 class="side-group">{props.group.label}</h2>
      </Show>
      <ul classList={{ minor: props.group.minor }}>
        <For each={props.group.entries}>
          {(entry) => (
            <li>
              <a
                class="side-link"
                href={entry.href}
                aria-current={location.pathname === entry.href ? "page" : undefined}
              >
                {entry.icon()}
                <span>{entry.label}</span>
              </a>
            </li>
          )}
        </For>
      </ul>
    </Show>
  );
}
