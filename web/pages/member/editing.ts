import { type Accessor, createEffect, createSignal } from "solid-js";
import { createStore, reconcile } from "solid-js/store";
import { readDraft, removeDraft, writeDraft } from "../../drafts.ts";
import type { TeamMember } from "../../outputs.ts";
import { rpc } from "../../rpc.ts";
import { useSession } from "../../signed-in.tsx";
import { createAct } from "../../ui/act.ts";
import { changesFrom, type Draft, draftOf, rebase, told } from "./draft.ts";

/** What somebody else did to the member during this edit. */
export interface Conflict {
  by: string | undefined;
  lines: string[];
}

/** The input, and what it was made from. */
interface Kept {
  base: Draft;
  draft: Draft;
}

/**
 * A member in a form. Saving sends the revision that was read: if somebody else was faster, nothing is overwritten
 * unseen and no input is lost.
 */
export function createEditing(member: Accessor<TeamMember>, setMember: (member: TeamMember) => void) {
  const { user, organization } = useSession()();
  const key = `${user.id} ${organization.id} member ${member().id}`;
  const kept = readDraft<Kept>(key);
  const [draft, setDraft] = createStore<Draft>(
    kept?.base && kept.draft ? rebase(kept.base, draftOf(member()), kept.draft) : draftOf(member()),
  );
  const [conflict, setConflict] = createSignal<Conflict>();
  const saving = createAct();
  const changes = () => changesFrom(member(), draft);
  const isDirty = () => Object.keys(changes()).length > 0;

  // A reload and the end of the session lose nothing; what somebody else changes meanwhile stays.
  createEffect(() => {
    if (isDirty()) writeDraft(key, JSON.stringify({ base: draftOf(member()), draft } satisfies Kept));
    else removeDraft(key);
  });

  const take = (next: TeamMember, draft: Draft) => {
    setMember(next);
    setDraft(reconcile(draftOf(draft)));
  };

  /** Reads the member as they are now, and applies the input to that. */
  const catchUp = async () => {
    const base = member();
    const theirs = await rpc.team.member.query({ userId: base.id });
    if (theirs.revision === base.revision) return;
    const wasDirty = isDirty();
    const lines = told(base, theirs);
    const by = wasDirty && lines.length > 0 ? await whoChanged(base.id) : undefined;
    take(theirs, rebase(base, theirs, draft));
    if (wasDirty && lines.length > 0) setConflict({ by, lines });
  };

  return {
    draft,
    change(change: Partial<Draft>) {
      saving.forget();
      setDraft(change);
    },
    isDirty,
    conflict,
    busy: saving.busy,
    refusal: saving.refusal,
    catchUp,
    discard() {
      saving.forget();
      setConflict(undefined);
      setDraft(reconcile(draftOf(member())));
    },
    /** Resolves with whether it was saved. */
    async save(): Promise<boolean> {
      const { id, revision } = member();
      const saved = await saving.run(async () => {
        const next = await rpc.team.editMember.mutate({ userId: id, revision, ...changes() });
        take(next, next);
        setConflict(undefined);
      });
      if (saving.refusal()?.reason === "member-changed") {
        saving.forget();
        await saving.run(catchUp);
      }
      return saved;
    },
  };
}

async function whoChanged(userId: string): Promise<string | undefined> {
  const { items } = await rpc.activity.list.query({ userId, limit: 10 });
  const last = items.find(({ action, subject }) => action.startsWith("member.") && subject?.id === userId);
  return last?.actor?.name;
}
