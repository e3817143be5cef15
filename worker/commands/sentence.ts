/** Does the work and prints its last words, if any; an error becomes one sentence for the operator. */
export async function inASentence(work: () => Promise<string>): Promise<void> {
  try {
    const words = await work();
    if (words) console.log(words);
  } catch (error) {
    giveUp(error instanceof Error ? error.message : String(error));
  }
}

export function giveUp(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}
