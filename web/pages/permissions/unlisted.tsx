import { createEffect, createSignal, createUniqueId, For, on, Show } from "solid-js";
import { createAnswer } from "../../answer.ts";
import { counted } from "../../endpoints/folded-list.tsx";
import type { UnlistedRequests } from "../../outputs.ts";
import { rpc } from "../../rpc.ts";
import type { Catalogue } from "../../team/catalogue.ts";
import { createAct } from "../../ui/act.ts";
import { LeaseCountdown } from "../../ui/lease-countdown.tsx";
import { grouped } from "../../ui/numbers.ts";
import { Problem } from "../../ui/problem.tsx";
import { Section } from "../../ui/section.tsx";

interface UnlistedProps {
  catalogue: Catalogue;
  /** Asks for the catalogue again. */
  refresh: () => Promise<void>;
}

/** What happens to requests that no permission names, with what that did or would have done. */
export function Unlisted(props: UnlistedProps) {
  const id = createUniqueId();
  const setting = createAct();
  const [wanted, setWanted] = createSignal<"refuse" | "allow">();
  const listed = () => props.catalogue.apiPermissions().reduce((sum, one) => sum + one.endpoints.length, 0);
  const unlisted = () => wanted() ?? props.catalogue.unlisted();
  const requests = createAnswer(
    // Asked again whenever the catalogue changes.
    () => (props.catalogue.loaded() ? { apiPermissions: props.catalogue.apiPermissions() } : undefined),
    (_, signal) => rpc.organization.unlistedRequests.query(undefined, { signal }),
  );
  createEffect(on(props.catalogue.unlisted, () => setWanted(undefined), { defer: true }));

  const set = async (refuse: boolean) => {
    const to = refuse ? "refuse" : "allow";
    setWanted(to);
    const worked = await setting.run(async () => {
      await rpc.organization.setUnlistedEndpoints.mutate({ unlisted: to });
      await props.refresh();
    });
    if (!worked) setWanted(undefined);
  };

  return (
    <Section
      title="Unlisted endpoints"
      lead="Requests that no permission names, wherever a gateway tells Latchkey the path."
    >
      <div class="field">
        <label class="switch">
          <input
            type="checkbox"
            role="switch"
            aria-describedby={id}
            aria-checked={unlisted() === "refuse"}
            checked={unlisted() === "refuse"}
            disabled={unlisted() === undefined}
            onChange={(event) => void set(event.currentTarget.checked)}
          />
          <span>Refuse them</span>
        </label>
        <p class="hint" id={id}>
          {effect(listed())}
        </p>
        <LeaseCountdown active={setting.busy()} />
      </div>
      <Show when={setting.refusal()}>
        {(refusal) => (
          <p class="form-error" role="alert">
            {refusal().message}
          </p>
        )}
      </Show>
      <Show when={requests.refusal()}>
        {(refusal) => <Problem refusal={refusal()} onRetry={requests.retry} />}
      </Show>
      <Show when={requests.answer()}>
        {(answer) => <Told requests={answer()} isListing={listed() > 0} refuses={unlisted() === "refuse"} />}
      </Show>
    </Section>
  );
}

function effect(listed: number): string {
  if (listed === 0) return "No permission names an endpoint yet. Until one does, every request is allowed.";
  return `${counted(listed)} ${listed === 1 ? "is" : "are"} named by permissions. Switched off, any token of the organization may send what is not.`;
}

function Told(props: { requests: UnlistedRequests; isListing: boolean; refuses: boolean }) {
  return (
    <div class="unlisted-requests" role="status">
      <p>{sentence(props.requests, props.isListing, props.refuses)}</p>
      <Show when={props.requests.routes.length > 0}>
        <table>
          <caption class="for-screen-readers">Most frequent requests that no permission names</caption>
          <tbody>
            <For each={props.requests.routes}>
              {({ method, route, count }) => (
                <tr>
                  <th scope="row">
                    <code>
                      {method} {route}
                    </code>
                  </th>
                  <td>{grouped(count)}</td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </Show>
    </div>
  );
}

function sentence(
  { days, accepted, refused, isWhole }: UnlistedRequests,
  isListing: boolean,
  refuses: boolean,
) {
  const least = isWhole ? "" : "at least ";
  const last = `In the last ${days} days`;
  const wouldBe = accepted === 1 ? "request went on that it" : "requests went on that it";
  const would = `${least}${grouped(accepted)} ${wouldBe} ${refuses && isListing ? "refuses now" : "would have refused"}`;
  const was = `it refused ${least}${grouped(refused)} ${refused === 1 ? "request" : "requests"}`;
  if (accepted > 0 && refused > 0) return `${last} ${would}, and ${was}.`;
  if (accepted > 0) return `${last} ${would}.`;
  if (refused > 0) return `${last} ${was}.`;
  return `${last} no request came that no permission names.`;
}
