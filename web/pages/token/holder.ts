import type { Accessor } from "solid-js";
import { createAnswer } from "../../answer.ts";
import type { OrganizationToken } from "../../outputs.ts";
import { rpc } from "../../rpc.ts";
import { useSession } from "../../signed-in.tsx";
import type { Holder } from "../../tokens/holder.ts";
import { sentencesOf } from "./sentences.ts";

/** The service user that a token speaks for: administrators edit its tokens, people edit their own. */
export function createServiceUser(
  user: Accessor<OrganizationToken["user"] | undefined>,
): Accessor<Holder | undefined> {
  const session = useSession();
  const member = createAnswer(
    () => (user()?.email === null ? user()?.id : undefined),
    (userId, signal) => rpc.team.member.query({ userId }, { signal }),
  );
  return () => {
    const found = member.answer();
    if (!found || found.deactivatedAt) return undefined;
    const { name, permissions, visibilityGroups } = found;
    const known = [...sentencesOf(session())].map(([key, described]) => ({ key, ...described }));
    return {
      name,
      organization: session().organization.name,
      permissions: known.filter(({ key }) => permissions.includes(key)),
      visibilityGroups,
    };
  };
}
