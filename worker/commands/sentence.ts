/** Does the work and says its last words; what goes wrong is one sentence for whoever typed it. */
export async function inASentence(work: () => Promise<string>): Promise<void> {
  try {
    console.log(await work());
  } catch (error) {
    giveUp(error instanceof Error ? error.message : String(error));
  }
}

export function giveUp(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}
