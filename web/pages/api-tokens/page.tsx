import { Show } from "solid-js";
import { useSession } from "../../signed-in.tsx";
import { mayHoldTokens } from "../../tokens/may-hold-tokens.ts";
import { NotFound } from "../not-found/not-found.tsx";
import { MyApiTokens } from "./my-api-tokens.tsx";

export default function ApiTokensPage() {
  const session = useSession();
  return (
    <Show when={mayHoldTokens(session())} fallback={<NotFound />}>
      <MyApiTokens />
    </Show>
  );
}
