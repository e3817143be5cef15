import { useNavigate, useSearchParams } from "@solidjs/router";
import { createMemo, Show } from "solid-js";
import { isSuperuser } from "../../../worker/domain/organizations/roles.ts";
import { AccountTabs } from "../../layout/account-tabs.tsx";
import { Pager } from "../../lists/pager.tsx";
import { TextFilter } from "../../lists/text-filter.tsx";
import { useSession } from "../../signed-in.tsx";
import { createCatalogue } from "../../team/catalogue.ts";
import { createAddressDialog } from "../../ui/address-dialog.ts";
import { Button } from "../../ui/button.tsx";
import { dialogsOnDemand } from "../../ui/on-demand.tsx";
import { Page } from "../../ui/page.tsx";
import { createShortcuts } from "../../ui/shortcuts.ts";
import { say } from "../../ui/toasts.tsx";
import { createTeam, type Question } from "./team.ts";
import { TeamList } from "./team-list.tsx";
import "../../styles/team.css";

interface Address extends Record<string, string | undefined> {
  q?: string;
  cursor?: string;
}

const AddDialogs = dialogsOnDemand(async () => (await import("./add-dialogs.tsx")).AddDialogs);

export default function TeamPage() {
  const session = useSession();
  const navigate = useNavigate();
  const [address, setAddress] = useSearchParams<Address>();
  const dialog = createAddressDialog();
  const question = createMemo<Question>(
    () => ({ q: address.q, cursor: address.cursor }),
    { q: undefined, cursor: undefined },
    { equals: (a, b) => a.q === b.q && a.cursor === b.cursor },
  );
  const team = createTeam(question);
  const mayChange = () => isSuperuser(session());
  const catalogue = createCatalogue(mayChange);
  let search: HTMLInputElement | undefined;

  const setSearch = (q: string) =>
    setAddress({ q: q || undefined, cursor: undefined }, { replace: true, scroll: false });

  createShortcuts({ "/": () => search?.focus(), n: () => mayChange() && dialog.show("invite") });

  return (
    <Page
      title="Team"
      lead={
        mayChange()
          ? "People, and service users for programs: each with only what they need."
          : "Those who share a visibility group with you."
      }
      actions={
        <Show when={mayChange()}>
          <div class="page-actions">
            <Button onClick={() => dialog.show("service-user")}>Add service user</Button>
            <Button look="primary" aria-keyshortcuts="n" onClick={() => dialog.show("invite")}>
              Invite member
            </Button>
          </div>
        </Show>
      }
    >
      <AccountTabs />
      <TextFilter
        ref={(input) => (search = input)}
        label="Filter by name or e-mail"
        value={address.q ?? ""}
        onChange={setSearch}
      />
      <TeamList team={team} mayOpen={mayChange()} search={address.q} onClearSearch={() => setSearch("")} />
      <Pager cursor={address.cursor} nextCursor={team.nextCursor()} first="First page" />
      <Show when={mayChange()}>
        <AddDialogs
          dialog={dialog}
          catalogue={catalogue}
          onInvited={(member) => {
            dialog.close();
            team.refresh();
            say(`${member.name} is invited: a link is on its way to ${member.email}.`);
          }}
          onServiceUser={(member) => navigate(`/account/users/${member.id}`, { replace: true })}
        />
      </Show>
    </Page>
  );
}
