import { onMount } from "solid-js";
import { Brand } from "../../layout/brand.tsx";
import { PROVED } from "../../proof/channel.ts";
import { createTitle } from "../../ui/page.tsx";

/** Where the tab ends in which somebody confirmed who they are; the tab that asked goes on. */
export default function Proved() {
  createTitle(() => "You have confirmed who you are");
  onMount(() => {
    const channel = new BroadcastChannel(PROVED);
    channel.postMessage(true);
    channel.close();
    window.close();
  });
  return (
    <main class="sign-in">
      <Brand />
      <div class="sign-in-form">
        <h1>You have confirmed who you are</h1>
        <p>Continue in the tab that asked. You can close this one.</p>
      </div>
    </main>
  );
}
