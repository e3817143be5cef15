import { render } from "solid-js/web";
import { App } from "./app.tsx";
import { askFirst } from "./first-answers.ts";
import { loadPage } from "./first-page.ts";
import { patiently } from "./patience.ts";
import { withReadablePath } from "./readable-path.ts";
import { routes } from "./routes.ts";
import { rpc } from "./rpc.ts";
import { withoutSecretsInAddress } from "./secrets-in-address.ts";
import { beginSession } from "./session.ts";
import "./styles/main.css";

withReadablePath();
withoutSecretsInAddress();

const root = document.getElementById("app");
if (!root) throw new Error("index.html has no #app");
const page = patiently(loadPage(routes, location.pathname));
Promise.all([askFirst(rpc, location), page]).then(([session]) => {
  if (session) beginSession(session);
  root.replaceChildren();
  render(() => <App />, root);
});
