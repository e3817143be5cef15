import { Show } from "solid-js";
import { isSuperuser } from "../../../worker/domain/organizations/roles.ts";
import { useSession } from "../../signed-in.tsx";
import { NotFound } from "../not-found/not-found.tsx";
import { Activity } from "./activity.tsx";
import { UndeliveredMail } from "./undelivered-mail.tsx";
import "../../styles/activity.css";

export default function ActivityPage() {
  const session = useSession();
  return (
    <Show when={isSuperuser(session())} fallback={<NotFound />}>
      <Activity />
      <UndeliveredMail />
    </Show>
  );
}
