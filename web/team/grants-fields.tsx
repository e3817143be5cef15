import { Show } from "solid-js";
import { blameOn, type Refusal } from "../refusal.ts";
import { type Catalogue, PERSONAL_TOKENS } from "./catalogue.ts";
import { PersonalTokensSwitch } from "./personal-tokens-switch.tsx";
import { Ticks } from "./ticks.tsx";

export interface Grants {
  permissions: string[];
  visibilityGroups: string[];
}

interface GrantsFieldsProps {
  grants: Grants;
  onChange: (change: Partial<Grants>) => void;
  catalogue: Catalogue;
  /** A Master Admin holds every permission, whatever is ticked. */
  holdsAll?: boolean;
  disabled?: boolean;
  /** Whether they may already hold tokens, which the switch would block. */
  existing?: boolean;
  refusal: Refusal | undefined;
}

/** What a member may do, and whom they see. */
export function GrantsFields(props: GrantsFieldsProps) {
  const setPersonal = (on: boolean) => {
    const others = props.grants.permissions.filter((key) => key !== PERSONAL_TOKENS);
    props.onChange({ permissions: on ? [PERSONAL_TOKENS, ...others] : others });
  };
  return (
    <>
      <Show
        when={!props.holdsAll}
        fallback={<p class="notice">A Master Admin holds every permission of the organization.</p>}
      >
        <PersonalTokensSwitch
          on={props.grants.permissions.includes(PERSONAL_TOKENS)}
          onChange={setPersonal}
          disabled={props.disabled}
          existing={props.existing}
        />
        <Ticks
          legend="Permissions"
          hint="What their tokens may do, from the moment that you save."
          choices={props.catalogue.permissions()}
          keyOf={(permission) => permission.key}
          ticked={props.grants.permissions}
          onTick={(permissions) => props.onChange({ permissions })}
          disabled={props.disabled}
          error={blameOn("permissions", props.refusal)}
          none="There is none of this name."
        >
          {(permission) => (
            <>
              {permission.description}
              <span class="hint">
                <code>{permission.key}</code>
              </span>
            </>
          )}
        </Ticks>
      </Show>
      <Ticks
        legend="Visibility groups"
        hint="Members who share a group see each other in the team."
        choices={props.catalogue.groups()}
        keyOf={(group) => group}
        ticked={props.grants.visibilityGroups}
        onTick={(visibilityGroups) => props.onChange({ visibilityGroups })}
        disabled={props.disabled}
        error={blameOn("visibilityGroups", props.refusal)}
        none={props.catalogue.loaded() ? "There is no such group." : "Loading"}
      >
        {(group) => group}
      </Ticks>
    </>
  );
}
