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
      <p class="hint">In a new tab. What you were doing waits here, and then continues.</p>
    </div>
  );
}
