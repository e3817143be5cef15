import { type Component, lazy } from "solid-js";
import { StaleApp } from "./stale-app.tsx";

type Loaded<Props extends object> = Component<Props> & { preload: () => Promise<unknown> };

/**
 * A component whose script is loaded on demand. If the script is gone, as after a deployment, the fallback reloads
 * the app.
 */
export function later<Props extends object>(
  load: (() => Promise<{ default: Component<Props> }>) | undefined,
): Loaded<Props> {
  return lazy(async () => {
    try {
      if (!load) throw new Error("There is no such module");
      return await load();
    } catch {
      return { default: StaleApp as Component<Props> };
    }
  });
}
