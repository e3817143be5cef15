import { Router } from "@solidjs/router";
import { Suspense } from "solid-js";
import { routes } from "./routes.ts";

export function App() {
  return <Router root={(props) => <Suspense>{props.children}</Suspense>}>{routes}</Router>;
}
