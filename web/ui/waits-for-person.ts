import { createSignal } from "solid-js";

/** True while a call waits for the user to confirm who they are: its delay is not a fault. */
export const [waitsForPerson, setWaitsForPerson] = createSignal(false);
