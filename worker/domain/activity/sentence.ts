import type { Action, Activity } from "./actions.ts";

type Told = Action & Pick<Activity, "actor" | "subject" | "token">;

/** An activity as a sentence that people read. */
export function sentence(told: Told): string {
  const actor = told.actor?.name ?? "Latchkey";
  const owner =
    told.subject === null || told.subject.id === told.actor?.id ? "their" : `${told.subject.name}'s`;
  const named = told.token ? ` “${told.token.name}”` : "";
  switch (told.action) {
    case "session.signed-in":
      return `${actor} signed in.`;
    case "session.sign-in-refused":
      return `Somebody tried to sign in as ${told.subject?.name ?? "a member"} and was refused.`;
    case "password.set":
      return told.detail.through === "profile"
        ? `${actor} changed their password.`
        : `${actor} set their password.`;
    case "profile.renamed":
      return `${actor} changed their name from “${told.detail.from}” to “${told.detail.to}”.`;
    case "token.created":
      return `${actor} generated ${owner} API token${named}.`;
    case "token.renamed":
      return `${actor} renamed ${owner} API token “${told.detail.from}” to “${told.detail.to}”.`;
    case "token.revoked":
      return revoked(told.detail, actor, owner, named);
  }
}

function revoked(
  { kind, by }: Extract<Action, { action: "token.revoked" }>["detail"],
  actor: string,
  owner: string,
  named: string,
): string {
  if (kind === "session")
    return owner === "their" ? `${actor} signed out.` : `${actor} ended ${owner} session.`;
  if (by === "holder") return `Somebody who held it revoked ${owner} API token${named}.`;
  return `${actor} revoked ${owner} API token${named}.`;
}
