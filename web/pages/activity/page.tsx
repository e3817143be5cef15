import { Show } from "solid-js";
import { isSuperuser } from "../../../worker/domain/policies/team.ts";
import { useSession } from "../../signed-in.tsx";
import { NotFound } from "../not-found/not-found.tsx";
import { Activity } from "./activity.tsx";

export default function ActivityPage() {
  const session = useSession();
  return (
    <Show when={isSuperuser(session())} fallback={<NotFound />}>
      <Activity />
    </Show>
  );
}
