import { Show } from "solid-js";
import type { Token } from "../../outputs.ts";
import { LastUsage } from "../../tokens/last-usage.tsx";
import { Button } from "../../ui/button.tsx";
import { RelativeTime } from "../../ui/relative-time.tsx";
import { Section } from "../../ui/section.tsx";

interface SecretsProps {
  token: Pick<Token, "createdAt" | "rotatedAt" | "earlierSecret">;
  /** Ends the earlier secret; left out if the reader may not. */
  onEndEarlier?: () => void;
}

/** The age of the secret, and of the earlier one while it holds. */
export function Secrets(props: SecretsProps) {
  return (
    <Section title="Its secrets">
      <dl class="facts aligned">
        <dt>Present secret</dt>
        <dd>
          {props.token.rotatedAt ? "Made by a rotation " : "Made with the token "}
          <RelativeTime at={props.token.rotatedAt ?? props.token.createdAt} />
        </dd>
        <dt>Earlier secret</dt>
        <dd>
          <Show when={props.token.earlierSecret} fallback="None: only the present one is accepted">
            {(earlier) => (
              <>
                Also valid, and ends <RelativeTime at={earlier().endsAt} />
                {earlier().endAtFirstUse ? ", or when the present one is first used" : ""}.{" "}
                <Show when={earlier().lastUsedAt} fallback="It was not used since the rotation.">
                  {(at) => (
                    <>
                      Last used <RelativeTime at={at()} />
                      <LastUsage usage={earlier().lastUsed} />
                    </>
                  )}
                </Show>
                <Show when={props.onEndEarlier}>
                  {" "}
                  <Button onClick={() => props.onEndEarlier?.()}>End it now</Button>
                </Show>
              </>
            )}
          </Show>
        </dd>
      </dl>
    </Section>
  );
}
