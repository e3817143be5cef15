import { createSignal } from "solid-js";
import { setWaitsForPerson } from "../ui/waits-for-person.ts";

interface Asking {
  /** Whether they confirmed it. */
  answer: (confirmed: boolean) => void;
}

const [asking, setAsking] = createSignal<Asking>();
let answered: Promise<boolean> | undefined;

/** Undefined while nobody is asked. */
export { asking };

/** Asks for a proof in a dialog; calls at the same moment share one. False if the user gave up. */
export function confirmIdentity(): Promise<boolean> {
  answered ??= new Promise<boolean>((resolve) => {
    const one: Asking = {
      answer: (confirmed) => {
        if (asking() !== one) return;
        setAsking(undefined);
        setWaitsForPerson(false);
        answered = undefined;
        resolve(confirmed);
      },
    };
    setAsking(one);
    setWaitsForPerson(true);
  });
  return answered;
}
