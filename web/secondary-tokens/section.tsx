import { useSearchParams } from "@solidjs/router";
import { Show } from "solid-js";
import { Pager } from "../lists/pager.tsx";
import { createAddressDialog } from "../ui/address-dialog.ts";
import { Button } from "../ui/button.tsx";
import { Section } from "../ui/section.tsx";
import { SecondaryTokenDialogs } from "./dialogs-on-demand.tsx";
import { SecondaryTokenList } from "./list.tsx";
import type { Owner, SecondaryTokens } from "./secondary-tokens.ts";

interface SecondaryTokensSectionProps {
  tokens: SecondaryTokens;
  owner?: Owner;
}

/** Every session and API token of a member, seen and ended: one's own, or for a Master Admin another's. */
export function SecondaryTokensSection(props: SecondaryTokensSectionProps) {
  const [address] = useSearchParams<{ cursor?: string }>();
  const dialog = createAddressDialog();
  let deleteAll: HTMLButtonElement | undefined;
  const isEmpty = () => props.tokens.items().length === 0;

  return (
    <Section
      title="Secondary tokens"
      lead={
        props.owner
          ? `Where ${props.owner.name} is signed in, and the programs that call the API as them.`
          : "Where you are signed in, and the programs that call the API as you."
      }
      action={
        <Show when={props.tokens.loaded() && !isEmpty()}>
          <Button ref={(element) => (deleteAll = element)} onClick={() => dialog.show("delete-all")}>
            Delete all tokens
          </Button>
        </Show>
      }
    >
      <SecondaryTokenList
        tokens={props.tokens}
        owner={props.owner}
        onDelete={(id) => dialog.show("delete", id)}
      />
      <Pager cursor={address.cursor} nextCursor={props.tokens.nextCursor()} first="Newest" />
      <SecondaryTokenDialogs
        dialog={dialog}
        tokens={props.tokens}
        owner={props.owner}
        complete={!address.cursor && props.tokens.nextCursor() === null && props.tokens.loaded()}
        restingPlace={() => deleteAll}
      />
    </Section>
  );
}
