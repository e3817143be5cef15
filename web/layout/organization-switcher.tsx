import { useNavigate } from "@solidjs/router";
import { Check, ChevronsUpDown } from "lucide";
import { createSignal, For, Show, Suspense } from "solid-js";
import { later } from "../later.tsx";
import type { Session } from "../outputs.ts";
import { homeOf } from "../pages/home/home-of.ts";
import type { Refusal } from "../refusal.ts";
import { rpc } from "../rpc.ts";
import { beginSession } from "../session.ts";
import { useSession } from "../signed-in.tsx";
import { createAct } from "../ui/act.ts";
import { Icon } from "../ui/icon.tsx";
import { ProgressLine } from "../ui/progress-line.tsx";
import { say } from "../ui/toasts.tsx";
import { initials } from "./initials.ts";

const OtherSignIn = later(async () => ({ default: (await import("./other-sign-in.tsx")).OtherSignIn }));

/** The organization that needs another sign-in. */
const OTHER_SIGN_IN = ["other-sign-in-needed", "provider-required"];

type Organization = Session["organizations"][number];

/** For members of several organizations. A session belongs to one; switching replaces it. */
export function OrganizationSwitcher() {
  const session = useSession();
  const navigate = useNavigate();
  const switching = createAct();
  const [elsewhere, setElsewhere] = createSignal<{ organization: Organization; refusal: Refusal }>();
  let menu: HTMLDivElement | undefined;

  const switchTo = async (organization: Organization) => {
    menu?.hidePopover();
    const organizationId = organization.id;
    if (organizationId === session().organization.id) return;
    const done = await switching.run(async () => {
      await rpc.session.switchOrganization.mutate({ organizationId });
      const next = await rpc.session.current.query();
      if (!next) return;
      beginSession(next);
      navigate(homeOf(next));
    });
    const refusal = switching.refusal();
    if (done || !refusal) return;
    if (OTHER_SIGN_IN.includes(refusal.reason ?? "")) setElsewhere({ organization, refusal });
    else say(`You are still in ${session().organization.name}. ${refusal.message}`);
  };

  return (
    <>
      <button type="button" class="switcher" popovertarget="organizations" aria-busy={switching.busy()}>
        <span class="switcher-initials" aria-hidden="true">
          {initials(session().organization.name)}
        </span>
        <span class="switcher-name" title={session().organization.name}>
          <span class="for-screen-readers">Organization: </span>
          <bdi>{session().organization.name}</bdi>
        </span>
        <Icon of={ChevronsUpDown} size={14} />
      </button>
      <ProgressLine active={switching.busy()} label="Switching the organization" />
      <div id="organizations" class="menu organizations" popover="auto" ref={(element) => (menu = element)}>
        <ul aria-label="Your organizations">
          <For each={session().organizations}>
            {(organization) => (
              <li>
                <button
                  type="button"
                  class="menu-item"
                  aria-current={organization.id === session().organization.id ? "true" : undefined}
                  onClick={() => switchTo(organization)}
                >
                  <bdi>{organization.name}</bdi>
                  <Show when={organization.id === session().organization.id}>
                    <Icon of={Check} size={16} />
                  </Show>
                </button>
              </li>
            )}
          </For>
        </ul>
      </div>
      <Show when={elsewhere()}>
        {(refused) => (
          <Suspense>
            <OtherSignIn {...refused()} onClose={() => setElsewhere(undefined)} />
          </Suspense>
        )}
      </Show>
    </>
  );
}
