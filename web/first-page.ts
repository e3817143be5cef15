import type { RouteDefinition } from "@solidjs/router";
import { toPattern } from "./pages.ts";

/** What `lazy` makes can be loaded ahead. */
type Preloadable = NonNullable<RouteDefinition["component"]> & { preload?: () => Promise<unknown> };

/**
 * Loads what is drawn at this path, if it is not loaded with the app: its script is under way already, for the Worker
 * named it in the page's head. Then the frame and the page in it are drawn at once.
 */
export async function loadPage(routes: readonly RouteDefinition[], pathname: string): Promise<void> {
  await Promise.all(componentsAt(routes, pathname).map((component) => component.preload?.()));
}

/** From the outermost to the page itself; none where no route leads. */
function componentsAt(routes: readonly RouteDefinition[], pathname: string, base = ""): Preloadable[] {
  for (const { path, component, children } of routes) {
    const full = `${base}/${path}`.replaceAll(/\/+/g, "/");
    const inside = children ? componentsAt([children].flat(), pathname, full) : [];
    const isHere = children ? inside.length > 0 : toPattern(full).test(pathname);
    if (isHere) return [component, ...inside].filter((one) => one !== undefined);
  }
  return [];
}
