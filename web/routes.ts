import type { RouteDefinition } from "@solidjs/router";
import type { Component } from "solid-js";
import { later } from "./later.tsx";
import { OwnShell } from "./layout/own-shell.tsx";
import { PartnersOnly } from "./layout/partners-only.tsx";
import { UserInfo } from "./layout/user-info.tsx";
import { PAGES, type PageEntry } from "./pages.ts";
import { SignedIn } from "./signed-in.tsx";

const MODULES = import.meta.glob<{ default: Component }>(["./pages/*/page.tsx", "./pages/user/*.tsx"]);

export const routes: RouteDefinition[] = [
  ...pagesIn("none"),
  {
    path: "/",
    component: SignedIn,
    children: [
      ...pagesIn("session"),
      {
        path: "/",
        component: OwnShell,
        children: [
          { path: "/", component: UserInfo, children: pagesIn("user-info") },
          { path: "/", component: PartnersOnly, children: pagesIn("partner-hub") },
          ...pagesIn("shell"),
        ],
      },
    ],
  },
];

function pagesIn(frame: PageEntry["frame"]): RouteDefinition[] {
  return PAGES.filter((page) => page.frame === frame).map(({ path, module }) => ({
    path,
    component: later(MODULES[`./${module}`]),
  }));
}
