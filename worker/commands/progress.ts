const EVERY_MS = 2_000;

/** Reports progress now and then; the first time after a while, so that quick work is quiet. */
export function nowAndThen(say: (words: string) => void): (words: string) => void {
  let saidAt = Date.now();
  return (words) => {
    if (Date.now() - saidAt < EVERY_MS) return;
    saidAt = Date.now();
    say(words);
  };
}
