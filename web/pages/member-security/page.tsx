import { useParams } from "@solidjs/router";
import { Show } from "solid-js";
import { createAnswer } from "../../answer.ts";
import { rpc } from "../../rpc.ts";
import { useSession } from "../../signed-in.tsx";
import { Problem } from "../../ui/problem.tsx";
import { NotFound } from "../not-found/not-found.tsx";
import { MemberSecurity } from "./member-security.tsx";
import "../../styles/member.css";

/** For Master Admins alone. For anybody else, and for another organization's member, it does not exist. */
export default function MemberSecurityPage() {
  const session = useSession();
  const params = useParams<{ id: string }>();
  const isMasterAdmin = () => session().role === "master_admin";
  const member = createAnswer(
    () => (isMasterAdmin() ? params.id : undefined),
    (userId, signal) => rpc.team.member.query({ userId }, { signal }),
  );
  const isUnknown = () => member.refusal()?.reason === "member-unknown";

  return (
    <Show when={isMasterAdmin() && !isUnknown()} fallback={<NotFound />}>
      <Show when={member.refusal()}>
        {(refusal) => <Problem refusal={refusal()} onRetry={member.retry} />}
      </Show>
      <Show when={member.answer()} keyed>
        {(member) => <MemberSecurity member={member} />}
      </Show>
    </Show>
  );
}
