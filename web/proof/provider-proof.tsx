import { onCleanup } from "solid-js";
import { AFTER_PROVIDER } from "../pages.ts";
import { PROVED } from "./channel.ts";

interface ProviderProofProps {
  provider: { name: string; url: string };
  /** Set if there is no password. */
  isMain: boolean;
  onProved: () => void;
}

/** Signs in at the provider again, in another tab: input here stays. */
export function ProviderProof(props: ProviderProofProps) {
  const proved = new BroadcastChannel(PROVED);
  proved.onmessage = () => props.onProved();
  onCleanup(() => proved.close());
  return (
    <div class="field">
      <a
        class={`button ${props.isMain ? "primary" : "plain"} wide`}
        href={`${props.provider.url}&next=${AFTER_PROVIDER.proved}`}
        target="_blank"
        rel="external noopener"
      >
        <span>
          Confirm with <bdi>{props.provider.name}</bdi>
        </span>
      </a>
      <p class="hint">In a tab of its own. What you were doing waits here, and goes on then.</p>
    </div>
  );
}
