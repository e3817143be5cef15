import { Show } from "solid-js";
import type { PermissionUsage } from "../../outputs.ts";
import { grouped } from "../../ui/numbers.ts";

interface TokensThatHoldProps {
  usage: PermissionUsage | undefined;
  permission: string;
}

/** "41 of 68 tokens hold it, 6 needed it in 30 days." */
export function TokensThatHold(props: TokensThatHoldProps) {
  const found = () => props.usage?.permissions.find(({ key }) => key === props.permission);
  const all = () => `${props.usage?.isAll ? "" : "the newest "}${grouped(props.usage?.tokens ?? 0)}`;
  return (
    <Show when={found()}>
      {(found) => (
        <span class="hint tokens-that-hold">
          {grouped(found().held)} of {all()} API tokens {found().held === 1 ? "holds" : "hold"} it;{" "}
          {grouped(found().usedIn30Days)} needed it in 30 days, {grouped(found().usedIn90Days)} in 90.
        </span>
      )}
    </Show>
  );
}
