import type { RouteDefinition } from "@solidjs/router";
import { lazy } from "solid-js";
import { OwnShell } from "./layout/own-shell.tsx";
import { PartnersOnly } from "./layout/partners-only.tsx";
import ApiTokensPage from "./pages/api-tokens/page.tsx";
import SignInPage from "./pages/sign-in/page.tsx";
import { SignedIn } from "./signed-in.tsx";
import { beginOwnTokens } from "./tokens/own-tokens.ts";

const forgotPassword = lazy(() => import("./pages/forgot-password/page.tsx"));
/** In the first script: most come for this page, and another one would be a round trip later. */
const apiTokens = { component: ApiTokensPage, preload: beginOwnTokens };

export const routes: RouteDefinition[] = [
  { path: "/sign-in", component: SignInPage },
  { path: "/forgot-password", component: forgotPassword },
  { path: "/set-password/:link", component: lazy(() => import("./pages/set-password/page.tsx")) },
  { path: "/docs", component: lazy(() => import("./pages/docs/page.tsx")) },
  {
    path: "/",
    component: SignedIn,
    children: [
      { path: "/", component: lazy(() => import("./pages/home/page.tsx")) },
      {
        path: "/",
        component: OwnShell,
        children: [
          { path: "/settings/api-tokens", ...apiTokens },
          {
            path: "/user",
            component: lazy(() => import("./pages/user/page.tsx")),
            children: [
              { path: "/", component: lazy(() => import("./pages/user/profile.tsx")) },
              { path: "/security", component: lazy(() => import("./pages/user/security.tsx")) },
            ],
          },
          { path: "/account", component: lazy(() => import("./pages/account/page.tsx")) },
          { path: "/account/users", component: lazy(() => import("./pages/team/page.tsx")) },
          { path: "/account/permissions", component: lazy(() => import("./pages/permissions/page.tsx")) },
          { path: "/account/users/:id", component: lazy(() => import("./pages/member/page.tsx")) },
          {
            path: "/account/users/:id/security",
            component: lazy(() => import("./pages/member-security/page.tsx")),
          },
          {
            path: "/account/api-tokens",
            component: lazy(() => import("./pages/organization-tokens/page.tsx")),
          },
          { path: "/account/activity", component: lazy(() => import("./pages/activity/page.tsx")) },
          {
            path: "/partner",
            component: PartnersOnly,
            children: [
              { path: "/", component: lazy(() => import("./pages/customers/page.tsx")) },
              { path: "/api-tokens", ...apiTokens },
            ],
          },
          { path: "*unknown", component: lazy(() => import("./pages/not-found/page.tsx")) },
        ],
      },
    ],
  },
];
