import { useParams } from "@solidjs/router";
import { Show } from "solid-js";
import { isSuperuser } from "../../../worker/domain/organizations/roles.ts";
import { createAnswer } from "../../answer.ts";
import { rpc } from "../../rpc.ts";
import { useSession } from "../../signed-in.tsx";
import { Problem } from "../../ui/problem.tsx";
import { NotFound } from "../not-found/not-found.tsx";
import { Member } from "./member.tsx";
import "../../styles/endings.css";
import "../../styles/member.css";

/** For superusers. For anybody else, and for another organization's member, it does not exist. */
export default function MemberPage() {
  const session = useSession();
  const params = useParams<{ id: string }>();
  const mayOpen = () => isSuperuser(session());
  const member = createAnswer(
    () => (mayOpen() ? params.id : undefined),
    (userId, signal) => rpc.team.member.query({ userId }, { signal }),
  );
  const isUnknown = () => member.refusal()?.reason === "member-unknown";

  return (
    <Show when={mayOpen() && !isUnknown()} fallback={<NotFound />}>
      <Show when={member.refusal()}>
        {(refusal) => <Problem refusal={refusal()} onRetry={member.retry} />}
      </Show>
      <Show when={member.answer()} keyed>
        {(member) => <Member initial={member} />}
      </Show>
    </Show>
  );
}
