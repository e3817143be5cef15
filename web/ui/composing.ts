/** Safari ends the composition before it reports the key that ended it; that key has this code. */
const PROCESSED_BY_INPUT_METHOD = 229;

/** Whether the key belongs to an input method (such as for Japanese) that is composing a word. */
export function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === PROCESSED_BY_INPUT_METHOD;
}
