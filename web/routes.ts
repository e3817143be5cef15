import type { RouteDefinition } from "@solidjs/router";
import { lazy } from "solid-js";
import { OwnShell } from "./layout/own-shell.tsx";
import { PartnersOnly } from "./layout/partners-only.tsx";
import { SignedIn } from "./signed-in.tsx";

const forgotPassword = lazy(() => import("./pages/forgot-password/page.tsx"));
const apiTokens = lazy(() => import("./pages/api-tokens/page.tsx"));

export const routes: RouteDefinition[] = [
  { path: "/sign-in", component: lazy(() => import("./pages/sign-in/page.tsx")) },
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
          { path: "/settings/api-tokens", component: apiTokens },
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
              { path: "/api-tokens", component: apiTokens },
            ],
          },
          { path: "*unknown", component: lazy(() => import("./pages/not-found/page.tsx")) },
        ],
      },
    ],
  },
];
