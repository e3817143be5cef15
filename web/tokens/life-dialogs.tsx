import { createEffect, type JSX, Show } from "solid-js";
import type { NewToken, Token } from "../outputs.ts";
import { createAct } from "../ui/act.ts";
import type { createAddressDialog } from "../ui/address-dialog.ts";
import { day, timeOfDay } from "../ui/dates.ts";
import { say } from "../ui/toasts.tsx";
import { EndEarlierSecret } from "./end-earlier-secret.tsx";
import { lifeOf } from "./life.ts";
import { ResumeToken } from "./resume-token.tsx";
import { RotateToken } from "./rotate-token.tsx";
import { SuspendToken } from "./suspend-token.tsx";
import type { TokenOwner } from "./token-facts.tsx";
import type { Whose } from "./whose.ts";

/** The dialogs' names in the address. */
export const LIFE_DIALOGS = ["rotate", "end-earlier", "suspend", "resume"];

interface LifeDialogsProps {
  dialog: ReturnType<typeof createAddressDialog>;
  /** The token in the address. */
  token: Token | undefined;
  whose: Whose;
  /** The owner, if it is somebody else. */
  owner?: TokenOwner;
  /** Shows the new secret, once. */
  onRotated: (token: NewToken) => void;
  onChanged: () => void;
}

/** Dialogs that change a token's life without ending it. */
export function LifeDialogs(props: LifeDialogsProps) {
  const act = createAct();
  const life = () => lifeOf(props.whose);
  createEffect(() => {
    props.dialog.name();
    act.forget();
  });

  const run = async (change: () => Promise<unknown>, done: string) => {
    const isDone = await act.run(async () => void (await change()));
    if (!isDone) return false;
    say(done);
    props.dialog.close();
    props.onChanged();
    return true;
  };

  const suspend = ({ id, name }: Token, until: string | undefined) =>
    run(
      () => life().suspend(id, until),
      until ? `${name} is suspended until ${day(until)}, ${timeOfDay(until)}.` : `${name} is suspended.`,
    );

  /** Only while it is open, and for its token. */
  const About = (own: { name: string; children: (token: () => Token) => JSX.Element }) => (
    <Show when={props.dialog.name() === own.name && props.token}>{(token) => own.children(token)}</Show>
  );

  return (
    <>
      <Show when={life().rotate} keyed>
        {(rotate) => (
          <About name="rotate">
            {(token) => (
              <RotateToken
                token={token()}
                owner={props.owner}
                rotate={rotate}
                onRotated={props.onRotated}
                onClose={props.dialog.close}
              />
            )}
          </About>
        )}
      </Show>
      <Show when={life().endEarlierSecret} keyed>
        {(end) => (
          <About name="end-earlier">
            {(token) => (
              <EndEarlierSecret
                token={token()}
                act={act}
                onEnd={() => run(() => end(token().id), `The earlier secret of ${token().name} has ended.`)}
                onClose={props.dialog.close}
              />
            )}
          </About>
        )}
      </Show>
      <About name="suspend">
        {(token) => (
          <SuspendToken
            token={token()}
            owner={props.owner}
            act={act}
            onSuspend={(until) => suspend(token(), until)}
            onClose={props.dialog.close}
          />
        )}
      </About>
      <About name="resume">
        {(token) => (
          <ResumeToken
            token={token()}
            owner={props.owner}
            act={act}
            onResume={() => run(() => life().resume(token().id), `${token().name} is resumed.`)}
            onClose={props.dialog.close}
          />
        )}
      </About>
    </>
  );
}
