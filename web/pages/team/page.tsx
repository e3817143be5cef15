import { useNavigate, useSearchParams } from "@solidjs/router";
import { createEffect, createMemo, Show } from "solid-js";
import { isSuperuser } from "../../../worker/domain/organizations/roles.ts";
import { AccountTabs } from "../../layout/account-tabs.tsx";
import { createAddressOrder } from "../../lists/address-order.ts";
import { BY_NAME } from "../../lists/order.ts";
import { Pager } from "../../lists/pager.tsx";
import { SortChoice } from "../../lists/sort-choice.tsx";
import { TextFilter } from "../../lists/text-filter.tsx";
import type { TeamMember } from "../../outputs.ts";
import { useSession } from "../../signed-in.tsx";
import { createCatalogue } from "../../team/catalogue.ts";
import { createAddressDialog } from "../../ui/address-dialog.ts";
import { Button } from "../../ui/button.tsx";
import { Key } from "../../ui/key.tsx";
import { dialogsOnDemand, onDemand } from "../../ui/on-demand.tsx";
import { Page } from "../../ui/page.tsx";
import { createShortcuts } from "../../ui/shortcuts.ts";
import { say } from "../../ui/toasts.tsx";
import { ORDERS, teamColumns } from "./columns.tsx";
import { createTeam, type Question } from "./team.ts";
import { TeamList } from "./team-list.tsx";
import "../../styles/team.css";

interface Address extends Record<string, string | undefined> {
  q?: string;
  sort?: string;
  cursor?: string;
}

const WithdrawDialog = onDemand(
  async () => (await import("../../team/withdraw-dialog.tsx")).WithdrawDialog,
  ({ member }) => member !== undefined,
);
const AddDialogs = dialogsOnDemand(async () => (await import("./add-dialogs.tsx")).AddDialogs);

export default function TeamPage() {
  const session = useSession();
  const navigate = useNavigate();
  const [address, setAddress] = useSearchParams<Address>();
  const dialog = createAddressDialog();
  const question = createMemo<Question>(
    () => ({ q: address.q, sort: address.sort, cursor: address.cursor }),
    { q: undefined, sort: undefined, cursor: undefined },
    { equals: (a, b) => a.q === b.q && a.sort === b.sort && a.cursor === b.cursor },
  );
  const team = createTeam(question);
  const order = createAddressOrder(BY_NAME);
  const mayChange = () => isSuperuser(session());
  const catalogue = createCatalogue(mayChange);
  let search: HTMLInputElement | undefined;

  const setSearch = (q: string) =>
    setAddress({ q: q || undefined, cursor: undefined }, { replace: true, scroll: false });

  const put = (member: TeamMember) => team.change(member.id, (row) => void Object.assign(row, member));
  const columns = createMemo(() =>
    teamColumns({
      mayChange: mayChange(),
      mayTouch: ({ role }) => role !== "master_admin" || session().role === "master_admin",
      onChanged: put,
      onWithdraw: ({ id }) => dialog.show("withdraw", id),
    }),
  );
  const withdrawing = () =>
    dialog.name() === "withdraw"
      ? team.items().find(({ id, invitation }) => id === dialog.of() && invitation)
      : undefined;
  createEffect(() => {
    if (dialog.name() === "withdraw" && team.loaded() && !withdrawing()) dialog.close();
  });

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
              Invite member <Key of="N" />
            </Button>
          </div>
        </Show>
      }
    >
      <AccountTabs />
      <div class="list-head">
        <TextFilter
          ref={(input) => (search = input)}
          label="Filter by name or e-mail"
          value={address.q ?? ""}
          onChange={setSearch}
        />
        <SortChoice orders={ORDERS} order={order.now()} onSort={order.choose} />
      </div>
      <TeamList
        team={team}
        order={order}
        columns={columns()}
        mayOpen={mayChange()}
        search={address.q}
        onClearSearch={() => setSearch("")}
      />
      <Pager
        cursor={address.cursor}
        nextCursor={team.nextCursor()}
        first="First page"
        shown={team.items().length}
        total={team.total()}
      />
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
        <WithdrawDialog
          member={withdrawing()}
          onWithdrawn={() => {
            dialog.close();
            team.refresh();
          }}
          onClose={dialog.close}
          returnFocus={() => search}
        />
      </Show>
    </Page>
  );
}
