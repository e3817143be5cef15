import type { IconNode } from "lucide";
import { Icon } from "./icon.tsx";

interface IconButtonProps {
  icon: IconNode;
  /** What it does and to what: its full name for assistive technology. */
  label: string;
  /** The short form, shown on hover. */
  hint: string;
  class?: string;
  onClick: () => void;
}

export function IconButton(props: IconButtonProps) {
  return (
    <button
      type="button"
      class={`icon-button ${props.class ?? ""}`}
      aria-label={props.label}
      title={props.hint}
      onClick={() => props.onClick()}
    >
      <Icon of={props.icon} size={16} />
    </button>
  );
}
