import { type JSX, splitProps } from "solid-js";

export interface ButtonProps extends JSX.ButtonHTMLAttributes<HTMLButtonElement> {
  look?: "primary" | "plain" | "danger" | "quiet";
  /** The action is under way: the button keeps its focus and its width, and does nothing. */
  busy?: boolean;
}

export function Button(props: ButtonProps) {
  const [own, rest] = splitProps(props, ["look", "busy", "class", "onClick"]);
  const press: JSX.EventHandler<HTMLButtonElement, MouseEvent> = (event) => {
    if (own.busy) event.preventDefault();
    else if (typeof own.onClick === "function") own.onClick(event);
  };
  return (
    <button
      type="button"
      {...rest}
      class={`button ${own.look ?? "plain"} ${own.class ?? ""}`}
      aria-disabled={own.busy || undefined}
      aria-busy={own.busy || undefined}
      onClick={press}
    />
  );
}
