import { ROLE_NAMES } from "../../../worker/domain/organizations/roles.ts";
import { useSession } from "../../signed-in.tsx";
import { Page } from "../../ui/page.tsx";

export default function UserInfo() {
  const session = useSession();
  return (
    <Page title="User info">
      <dl class="facts">
        <dt>Name</dt>
        <dd>{session().user.name}</dd>
        <dt>E-mail</dt>
        <dd>{session().user.email}</dd>
        <dt>Organization</dt>
        <dd>{session().organization.name}</dd>
        <dt>Role</dt>
        <dd>{ROLE_NAMES[session().role]}</dd>
        <dt>Permissions</dt>
        <dd>{listed(session().permissions)}</dd>
        <dt>Visibility groups</dt>
        <dd>{listed(session().visibilityGroups)}</dd>
      </dl>
    </Page>
  );
}

function listed(words: readonly string[]): string {
  return words.length > 0 ? words.join(", ") : "None";
}
