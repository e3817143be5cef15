import {
  BUILT_IN_PERMISSIONS,
  type BuiltInPermission,
  permissionCatalogue,
} from "../../worker/domain/permissions.ts";
import { createAnswer } from "../answer.ts";
import { rpc } from "../rpc.ts";
import { useSession } from "../signed-in.tsx";

export const PERSONAL_TOKENS = "tokens.personal" satisfies BuiltInPermission;
export const PERSONAL_TOKENS_WORDS = BUILT_IN_PERMISSIONS[PERSONAL_TOKENS];

export interface Permission {
  key: string;
  description: string;
  /** The organization's own, in its own spelling. */
  endpoints: readonly string[];
}

/** What can be granted in this organization; until the server has answered, what the session holds. */
export function createCatalogue(isNeeded = () => true) {
  const session = useSession();
  const home = createAnswer(
    () => isNeeded() || undefined,
    (_, signal) => rpc.organization.home.query(undefined, { signal }),
  );
  const defined = () => {
    const answer = home.answer();
    return answer && "definedGroups" in answer ? answer : undefined;
  };
  return {
    refusal: home.refusal,
    retry: home.retry,
    loaded: () => home.answer() !== undefined,
    /** All but the one that has a switch of its own. */
    permissions: (): Permission[] => {
      const answer = defined();
      if (!answer) return session().permissionCatalogue.filter(({ key }) => key !== PERSONAL_TOKENS);
      return permissionCatalogue(answer.apiPermissions)
        .filter(({ key }) => key !== PERSONAL_TOKENS)
        .map((one) => ({ ...one, endpoints: endpointsOf(answer.apiPermissions, one.key) }));
    },
    apiPermissions: (): Permission[] => defined()?.apiPermissions ?? [],
    unlisted: () => defined()?.unlistedEndpoints,
    groups: (): string[] => defined()?.definedGroups ?? [],
  };
}

export type Catalogue = ReturnType<typeof createCatalogue>;

function endpointsOf(permissions: readonly Permission[], key: string): readonly string[] {
  return permissions.find((one) => one.key === key)?.endpoints ?? [];
}
