import { type JSX, Show, Suspense } from "solid-js";
import { useSession } from "../signed-in.tsx";
import { Toasts } from "../ui/toasts.tsx";
import { Brand } from "./brand.tsx";
import { Navigation, type NavigationGroup } from "./navigation.tsx";
import { OrganizationSwitcher } from "./organization-switcher.tsx";
import { ProfileMenu } from "./profile-menu.tsx";

interface ShellProps {
  navigation: NavigationGroup[];
  children: JSX.Element;
}

/** Side navigation with the profile menu in its lower-left corner; a bar at the bottom of narrow screens. */
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
                <bdi>{session().organization.name}</bdi>
              </p>
            }
          >
            <OrganizationSwitcher />
          </Show>
        </div>
        <Navigation groups={props.navigation} />
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
