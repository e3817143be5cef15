import { createEffect, createMemo, Match, Show, Switch } from "solid-js";
import { Chips } from "../../tokens/chips.tsx";
import type { Holder } from "../../tokens/holder.ts";
import { TokenDialogs } from "../../tokens/token-dialogs-on-demand.tsx";
import type { Whose } from "../../tokens/whose.ts";
import { createAddressDialog } from "../../ui/address-dialog.ts";
import { Page } from "../../ui/page.tsx";
import { Problem } from "../../ui/problem.tsx";
import { ProgressLine } from "../../ui/progress-line.tsx";
import { NotFound } from "../not-found/not-found.tsx";
import { Actions } from "./actions.tsx";
import type { Asker } from "./asker.ts";
import { Ended } from "./ended.tsx";
import { History } from "./history.tsx";
import { createServiceUser } from "./holder.ts";
import { needsOf } from "./needs.ts";
import { Secrets } from "./secrets.tsx";
import { StillCalled } from "./still-called.tsx";
import { createTold } from "./told.ts";
import { WhatItDoes } from "./what-it-does.tsx";
import { WhatItIs } from "./what-it-is.tsx";
import { WhatItMayDo } from "./what-it-may-do.tsx";
import "../../styles/activity.css";
import "../../styles/token-page.css";

interface TokenPageProps {
  id: string;
  ask: Asker;
  back: { href: string; label: string };
  /** Whom it speaks for, if that is the reader. */
  holder?: Holder;
}

/** What a token is, what it may do, what it does, and its history. */
export function TokenPage(props: TokenPageProps) {
  const dialog = createAddressDialog();
  const told = createTold(() => props.id, props.ask);
  const token = createMemo(() => (told.hasEnded() ? undefined : told.token.answer()));
  // After a link within the app, focus moves to the heading, once it is known.
  const isFollowed = document.activeElement !== document.body;
  const isTold = createMemo(() => told.token.answer() !== undefined);
  createEffect(() => {
    if (isTold() && isFollowed) document.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true });
  });
  const serviceUser = createServiceUser(() => token()?.user);
  const holder = () => props.holder ?? serviceUser();
  const whose = (): Whose => {
    const user = token()?.user;
    if (user === undefined) return "own";
    return user.email === null ? { serviceUser: user.id } : "another's";
  };
  const needs = () => {
    const [known, usage] = [token(), told.longUsage.answer()];
    return known && usage && holder() ? needsOf(known, usage) : undefined;
  };
  const rest = () => {
    const owner = token()?.user;
    return owner && told.activity.answer()?.nextCursor ? `/account/activity?user=${owner.id}` : undefined;
  };

  return (
    <Switch fallback={<ProgressLine active label="Loading the token" />}>
      <Match when={told.isUnknown()}>
        <NotFound />
      </Match>
      <Match when={told.hasEnded() && told.history().length > 0}>
        <Ended
          back={props.back}
          history={told.history()}
          usage={told.usage.answer()}
          isNew={told.token.answer() !== undefined}
        />
      </Match>
      <Match when={!told.hasEnded() && !token() && told.token.refusal()}>
        {(refusal) => <Problem refusal={refusal()} onRetry={told.refresh} />}
      </Match>
      <Match when={token()}>
        {(token) => (
          <Page
            back={props.back}
            title={token().name}
            lead={
              <>
                <code>{token().prefix}</code> <Chips token={token()} />
              </>
            }
            actions={
              <Actions
                token={token()}
                whose={whose()}
                mayEdit={holder() !== undefined}
                onShow={(name) => dialog.show(name, props.id)}
              />
            }
          >
            <Show when={told.usage.answer()}>
              {(usage) => <StillCalled state={token().state} usage={usage()} />}
            </Show>
            <WhatItIs token={token()} user={token().user} />
            <Show when={told.usage.refusal()}>
              {(refusal) => <Problem refusal={refusal()} onRetry={told.usage.retry} />}
            </Show>
            <WhatItMayDo
              token={token()}
              usage={told.usage.answer()}
              longUsage={told.longUsage.answer()}
              onNarrow={needs() && (() => dialog.show("narrow", props.id))}
            />
            <WhatItDoes usage={told.usage.answer()} />
            <Secrets
              token={token()}
              onEndEarlier={whose() === "another's" ? undefined : () => dialog.show("end-earlier", props.id)}
            />
            <History items={told.history()} rest={rest()} />
            <TokenDialogs
              dialog={dialog}
              tokens={{
                items: () => [token()],
                loaded: () => true,
                refresh: told.refresh,
                async revoke(id) {
                  await told.revoke(id);
                  // Before the token disappears from the page, and the page turns into its history.
                  dialog.close();
                  told.refresh();
                },
                edit: (_, edit) => told.edit(edit),
              }}
              holder={holder()}
              narrowed={needs()}
              ownerOf={() => token().user}
              whoseOf={whose}
              restingPlace={() => document.querySelector<HTMLElement>("h1") ?? undefined}
            />
          </Page>
        )}
      </Match>
    </Switch>
  );
}
