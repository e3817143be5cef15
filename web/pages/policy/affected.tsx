import { type JSX, onMount, Show } from "solid-js";
import type { PolicyPreview } from "../../outputs.ts";
import { organizationPage } from "../../tokens/own-page.ts";
import { type Column, TokenTable } from "../../tokens/token-table.tsx";
import { day } from "../../ui/dates.ts";
import { Moment } from "../../ui/relative-time.tsx";
import { affectedInWords } from "./words.ts";

type Hit = PolicyPreview["items"][number];

const COLUMNS: Column<Hit & { id: string }>[] = [
  {
    head: "Name",
    kind: "name",
    cell: ({ token }) => (
      <a class="token-name" href={organizationPage(token.id)}>
        <bdi>{token.name}</bdi>
      </a>
    ),
  },
  { head: "Prefix", kind: "token", cell: ({ token }) => <code>{token.prefix}</code> },
  {
    head: "User",
    kind: "user",
    cell: ({ user }) => (
      <a class="owner" href={`/account/users/${user.id}`}>
        <bdi>{user.name}</bdi>
      </a>
    ),
  },
  {
    head: "What happens",
    kind: "expires",
    cell: ({ effect, at }) => (
      <>
        <Moment at={at} words={`${effect === "expires" ? "Expires" : "Suspended"} ${day(at)}`} />
        <Show when={effect === "suspended"}>
          <span class="token-limits">unless it is used before</span>
        </Show>
      </>
    ),
  },
];

/** What a policy would do to existing tokens, with the button that saves it. */
export function Affected(props: { preview: PolicyPreview; children: JSX.Element }) {
  let words: HTMLHeadingElement | undefined;
  onMount(() => words?.focus());
  const items = () => props.preview.items.map((hit) => ({ ...hit, id: `${hit.token.id} ${hit.effect}` }));
  return (
    <section class="section policy-preview">
      <h2 ref={(element) => (words = element)} tabindex="-1">
        {affectedInWords(props.preview)}
      </h2>
      <div class="policy-save">{props.children}</div>
      <Show when={items().length > 0}>
        <div class="list everybodys">
          <TokenTable
            caption="Tokens that are affected, the soonest first"
            columns={COLUMNS}
            items={items()}
          />
        </div>
        <Show when={props.preview.tokens > items().length}>
          <p class="hint">
            {props.preview.atLeast
              ? `${items().length} of them: not all tokens were checked.`
              : `The first ${items().length} of them.`}
          </p>
        </Show>
      </Show>
    </section>
  );
}
