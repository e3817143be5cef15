import { CopyButton } from "../ui/copy-button.tsx";

interface SecretLineProps {
  label: string;
  /** A noun, for the button and its announcement. */
  what: string;
  value: string;
}

export function SecretLine(props: SecretLineProps) {
  let value: HTMLElement | undefined;
  return (
    <div class="secret">
      <dt>{props.label}</dt>
      <dd>
        <code ref={(element) => (value = element)}>{props.value}</code>
        <CopyButton what={props.what} value={props.value} fallback={() => value} />
      </dd>
    </div>
  );
}
