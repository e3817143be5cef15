import { createEffect, For, type JSX, Show } from "solid-js";
import { ROLE_NAMES } from "../../../worker/domain/organizations/roles.ts";
import { useSession } from "../../signed-in.tsx";
import { heldPermissions } from "../../tokens/held-permissions.ts";
import { mayHoldTokens } from "../../tokens/may-hold-tokens.ts";
import { createAddressDialog } from "../../ui/address-dialog.ts";
import { Button } from "../../ui/button.tsx";
import { dialogsOnDemand } from "../../ui/on-demand.tsx";
import { createTitle } from "../../ui/page.tsx";
import { Section } from "../../ui/section.tsx";
import { ShortcutsSwitch } from "../../ui/shortcuts-switch.tsx";
import "../../styles/endings.css";

const DIALOGS = ["rename", "change-password", "leave", "delete-account"];

const ProfileDialogs = dialogsOnDemand(async () => (await import("./profile-dialogs.tsx")).ProfileDialogs);

export default function Profile() {
  createTitle(() => "Profile · User info");
  const session = useSession();
  const dialog = createAddressDialog();
  createEffect(() => {
    const name = dialog.name();
    if (name && !DIALOGS.includes(name)) dialog.close();
  });

  return (
    <>
      <Section title="Profile">
        <dl class="facts aligned changeable">
          <dt>Name</dt>
          <dd>
            <bdi>{session().user.name}</bdi>
            <Button onClick={() => dialog.show("rename")}>Change name</Button>
          </dd>
          <dt>E-mail</dt>
          <dd>{session().user.email}</dd>
          <dt>Password</dt>
          <dd>
            <span class="hint">Only you know it.</span>
            <Button onClick={() => dialog.show("change-password")}>Change password</Button>
          </dd>
        </dl>
      </Section>
      <Section title={`At ${session().organization.name}`}>
        <dl class="facts aligned">
          <dt>Role</dt>
          <dd>{ROLE_NAMES[session().role]}</dd>
          <dt>Permissions</dt>
          <dd>
            <Listed items={heldPermissions(session())}>
              {({ key, description }) => (
                <>
                  {description} <code>{key}</code>
                </>
              )}
            </Listed>
          </dd>
          <dt>Visibility groups</dt>
          <dd>
            <Listed items={session().visibilityGroups}>{(name) => <bdi>{name}</bdi>}</Listed>
          </dd>
        </dl>
      </Section>
      <Show when={session().organization.kind === "partner" && mayHoldTokens(session())}>
        <Section
          title="API token"
          lead="A token lets a program call the API as you: with your permissions, and no more."
          action={
            <a class="button plain" href="/partner/api-tokens?dialog=new">
              Generate new token
            </a>
          }
        />
      </Show>
      <Section title="Keyboard">
        <ShortcutsSwitch />
      </Section>
      <Section
        title="Leaving"
        lead={`What you did at ${session().organization.name} stays in its activity, with your name.`}
      >
        <div class="endings">
          <Button class="danger-text" onClick={() => dialog.show("leave")}>
            Leave this organization
          </Button>
          <Button class="danger-text" onClick={() => dialog.show("delete-account")}>
            Delete my account
          </Button>
        </div>
      </Section>
      <ProfileDialogs dialog={dialog} />
    </>
  );
}

function Listed<Item>(props: { items: readonly Item[]; children: (item: Item) => JSX.Element }) {
  return (
    <Show when={props.items.length > 0} fallback="None">
      <ul class="lines">
        <For each={props.items}>{(item) => <li>{props.children(item)}</li>}</For>
      </ul>
    </Show>
  );
}
