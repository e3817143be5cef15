/** Safari ends the composition before it tells of the key that ended it; the key has this code then. */
const PROCESSED_BY_INPUT_METHOD = 229;

/** Whether the key goes to an input method, such as for Japanese, that is composing a word. */
export function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === PROCESSED_BY_INPUT_METHOD;
}
