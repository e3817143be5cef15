import { Show } from "solid-js";
import { isSuperuser } from "../../../worker/domain/organizations/roles.ts";
import { useSession } from "../../signed-in.tsx";
import { NotFound } from "../not-found/not-found.tsx";
import { OrganizationApiTokens } from "./organization-api-tokens.tsx";

export default function OrganizationApiTokensPage() {
  const session = useSession();
  return (
    <Show when={isSuperuser(session())} fallback={<NotFound />}>
      <OrganizationApiTokens />
    </Show>
  );
}
