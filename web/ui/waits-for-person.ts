import { createSignal } from "solid-js";

/** While what is under way waits for somebody to confirm who they are: that it takes long is nobody's fault. */
export const [waitsForPerson, setWaitsForPerson] = createSignal(false);
