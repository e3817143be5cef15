import type { RouteDefinition } from "@solidjs/router";
import { lazy } from "solid-js";
import { OwnShell } from "./layout/own-shell.tsx";
import { PartnersOnly } from "./layout/partners-only.tsx";
import AccountPage from "./pages/account/page.tsx";
import ApiTokensPage from "./pages/api-tokens/page.tsx";
import OrganizationTokensPage from "./pages/organization-tokens/page.tsx";
import SignInPage from "./pages/sign-in/page.tsx";
import UserPage from "./pages/user/page.tsx";
import SecurityPage from "./pages/user/security.tsx";
import { loadBrowserNames } from "./secondary-tokens/secondary-tokens.ts";
import { SignedIn } from "./signed-in.tsx";

const forgotPassword = lazy(() => import("./pages/forgot-password/page.tsx"));

export const routes: RouteDefinition[] = [
  { path: "/sign-in", component: SignInPage },
  { path: "/forgot-password", component: forgotPassword },
  { path: "/set-password", component: lazy(() => import("./pages/set-password/page.tsx")) },
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
          { path: "/settings/api-tokens", component: ApiTokensPage },
          {
            path: "/user",
            component: UserPage,
            children: [
              { path: "/", component: lazy(() => import("./pages/user/profile.tsx")) },
              { path: "/security", component: SecurityPage, preload: () => void loadBrowserNames() },
            ],
          },
          { path: "/account", component: AccountPage },
          { path: "/account/users", component: lazy(() => import("./pages/team/page.tsx")) },
          { path: "/account/permissions", component: lazy(() => import("./pages/permissions/page.tsx")) },
          { path: "/account/users/:id", component: lazy(() => import("./pages/member/page.tsx")) },
          {
            path: "/account/users/:id/security",
            component: lazy(() => import("./pages/member-security/page.tsx")),
          },
          {
            path: "/account/api-tokens",
            component: OrganizationTokensPage,
          },
          { path: "/account/activity", component: lazy(() => import("./pages/activity/page.tsx")) },
          {
            path: "/partner",
            component: PartnersOnly,
            children: [
              { path: "/", component: lazy(() => import("./pages/customers/page.tsx")) },
              { path: "/api-tokens", component: ApiTokensPage },
            ],
          },
          { path: "*unknown", component: lazy(() => import("./pages/not-found/page.tsx")) },
        ],
      },
    ],
  },
];
