import { useParams } from "@solidjs/router";
import { Show } from "solid-js";
import { isSuperuser } from "../../../worker/domain/organizations/roles.ts";
import { useSession } from "../../signed-in.tsx";
import { NotFound } from "../not-found/not-found.tsx";
import { FOR_ORGANIZATION } from "../token/asker.ts";
import { TokenPage } from "../token/token.tsx";

const BACK = { href: "/account/api-tokens", label: "Organization API tokens" };

/** Any API token of the organization, for its superusers. */
export default function OrganizationTokenPage() {
  const session = useSession();
  const params = useParams<{ id: string }>();
  return (
    <Show when={isSuperuser(session()) && params.id} keyed fallback={<NotFound />}>
      {(id) => <TokenPage id={id} ask={FOR_ORGANIZATION} back={BACK} />}
    </Show>
  );
}
