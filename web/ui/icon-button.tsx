import { type JSX, splitProps } from "solid-js";

interface IconButtonProps extends JSX.ButtonHTMLAttributes<HTMLButtonElement> {
  /** What it does and to what: it is the whole name that assistive technology has. */
  label: string;
  /** The short form, shown when pointed at. */
  hint: string;
}

export function IconButton(props: IconButtonProps) {
  const [own, rest] = splitProps(props, ["label", "hint", "class"]);
  return (
    <button
      type="button"
      {...rest}
      class={`icon-button ${own.class ?? ""}`}
      aria-label={own.label}
      title={own.hint}
    />
  );
}
