import { render } from "solid-js/web";
import { App } from "./app.tsx";
import { askFirst } from "./first-answers.ts";
import { rpc } from "./rpc.ts";
import { beginSession } from "./session.ts";
import "./styles/main.css";

const root = document.getElementById("app");
if (!root) throw new Error("index.html has no #app");
askFirst(rpc, location).then((session) => {
  if (session) beginSession(session);
  root.replaceChildren();
  render(() => <App />, root);
});
