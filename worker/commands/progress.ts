const EVERY_MS = 2_000;

/** Says now and then how far something is: the first time after a while, so that what is quick is quiet. */
export function nowAndThen(say: (words: string) => void): (words: string) => void {
  let saidAt = Date.now();
  return (words) => {
    if (Date.now() - saidAt < EVERY_MS) return;
    saidAt = Date.now();
    say(words);
  };
}
