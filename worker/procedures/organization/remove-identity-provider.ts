import {
  deleteProvider,
  findProvider,
  forgetWhatHangsOn,
  isAsRead,
  writeRequired,
} from "../../../db/sign-in/identity-providers.ts";
import { domainsOf } from "../../../db/sign-in/provider-domains.ts";
import { endWhatItOpened } from "../../../db/sign-in/provider-sessions.ts";
import { unlinkAll } from "../../../db/sign-in/provider-subjects.ts";
import { commit } from "../../change/commit.ts";
import { demand, Refusal } from "../../domain/errors.ts";
import { proved } from "../guards.ts";
import { onOrganization } from "../recorded.ts";
import { endSessions } from "./end-sessions.ts";
import { termsOf } from "./set-identity-provider.ts";

/**
 * From now on everybody signs in another way. The provider's links to members are removed, and the sessions that it
 * opened end.
 */
export const removeIdentityProvider = proved.masterAdmin.mutation(
  async ({ ctx: { runtime, actor, authority } }) => {
    const { id } = actor.member.organization;
    const [provider, domains] = await Promise.all([
      findProvider(runtime.database, id),
      domainsOf(runtime.database, id),
    ]);
    demand(provider !== null, "provider-missing");
    const at = runtime.now();
    const { changed } = await commit(runtime, {
      authority,
      effect: "narrows",
      at,
      expects: isAsRead(id, provider),
      before: [...forgetWhatHangsOn(id), unlinkAll(id, runtime.settings.access), writeRequired(id, false)],
      change: deleteProvider(id),
      consequences: [endWhatItOpened(id)],
      activity: [
        onOrganization(actor, at, {
          action: "provider.changed",
          detail: { from: termsOf(provider, domains), to: null },
        }),
      ],
    });
    if (!changed) throw new Refusal("provider-changed");
    const ended = await endSessions(runtime, actor, "provider-changed");
    return { removed: true, ended, signedOut: actor.token.opened.way === "provider" };
  },
);
