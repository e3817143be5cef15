import { createUniqueId, For, Show } from "solid-js";
import { ROLE_NAMES, ROLES, type Role } from "../../worker/domain/organizations/roles.ts";
import { FieldError } from "../ui/field.tsx";

const ABOUT: Record<Role, string> = {
  member: "Their own tokens and profile, and the team members of their groups.",
  superuser: "Also the team, everybody's API tokens, and the activity.",
  master_admin: "Also manages roles and everybody's sessions. Holds every permission.",
};

interface RoleFieldProps {
  role: Role;
  onChange: (role: Role) => void;
  /** Only a Master Admin gives or takes roles. */
  mayChange: boolean;
  error?: string;
}

export function RoleField(props: RoleFieldProps) {
  const id = createUniqueId();
  return (
    <Show when={props.mayChange} fallback={<FixedRole role={props.role} />}>
      <fieldset class="field" aria-describedby={`${id}-error`}>
        <legend>Role</legend>
        <For each={ROLES}>
          {(role) => (
            <label class="option">
              <input
                type="radio"
                name={id}
                checked={props.role === role}
                onChange={() => props.onChange(role)}
              />
              <span>
                {ROLE_NAMES[role]}
                <span class="hint">{ABOUT[role]}</span>
              </span>
            </label>
          )}
        </For>
        <FieldError id={`${id}-error`} message={props.error} />
      </fieldset>
    </Show>
  );
}

function FixedRole(props: { role: Role }) {
  return (
    <div class="field">
      <p class="field-name">Role</p>
      <p>{ROLE_NAMES[props.role]}</p>
      <p class="hint">Only a Master Admin changes roles.</p>
    </div>
  );
}
