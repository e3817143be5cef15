import type { RouteDefinition } from "@solidjs/router";
import { toPattern } from "./pages.ts";

/** Components made by `lazy` can be loaded ahead. */
type Preloadable = NonNullable<RouteDefinition["component"]> & { preload?: () => Promise<unknown> };

/**
 * Loads the page at this path, unless it is in the app's first script. Its own script is already under way, because
 * the Worker named it in the page's head; frame and page are then drawn together.
 */
export async function loadPage(routes: readonly RouteDefinition[], pathname: string): Promise<void> {
  await Promise.all(componentsAt(routes, pathname).map((component) => component.preload?.()));
}

/** From the outermost frame to the page itself; empty if no route matches. */
function componentsAt(routes: readonly RouteDefinition[], pathname: string, base = ""): Preloadable[] {
  for (const { path, component, children } of routes) {
    const full = `${base}/${path}`.replaceAll(/\/+/g, "/");
    const inside = children ? componentsAt([children].flat(), pathname, full) : [];
    const isHere = children ? inside.length > 0 : toPattern(full).test(pathname);
    if (isHere) return [component, ...inside].filter((one) => one !== undefined);
  }
  return [];
}
