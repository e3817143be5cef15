import { For, onMount } from "solid-js";
import { rowsInView } from "../../lists/rows-in-view.ts";
import { goTo } from "./anchors.ts";
import { ApiTokenAuth } from "./chapters/api-token-auth.tsx";
import { Cost } from "./chapters/cost.tsx";
import { Errors } from "./chapters/errors.tsx";
import { Format } from "./chapters/format.tsx";
import { Gateways } from "./chapters/gateways.tsx";
import { InCode } from "./chapters/in-code.tsx";
import { Kept } from "./chapters/kept.tsx";
import { Life } from "./chapters/life.tsx";
import { Limits } from "./chapters/limits.tsx";
import { Oauth } from "./chapters/oauth.tsx";
import { Presenting } from "./chapters/presenting.tsx";
import { Reach } from "./chapters/reach.tsx";
import { ApiReference } from "./chapters/reference.tsx";
import { SigningIn } from "./chapters/signing-in.tsx";
import { UsageOfTokens } from "./chapters/usage.tsx";
import "../../styles/docs-entries.css";
import "../../styles/docs-reference.css";

/** In the order of `places.ts`. */
const CHAPTERS = [
  Presenting,
  Reach,
  Life,
  Errors,
  Oauth,
  Gateways,
  InCode,
  ApiTokenAuth,
  Format,
  UsageOfTokens,
  SigningIn,
  Limits,
  Kept,
  Cost,
  ApiReference,
] as const;
const LEAST_CHAPTER_PX = 300;

export default function LaterChapters() {
  // A link to one of them scrolls there, which needs all chapters above it.
  const chapters = location.hash ? () => CHAPTERS : rowsInView(() => CHAPTERS, LEAST_CHAPTER_PX);
  onMount(() => goTo(location.hash));
  return <For each={chapters()}>{(Chapter) => <Chapter />}</For>;
}
