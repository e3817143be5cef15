/**
 * The words that bad long passwords are made of: those at the top of published lists of leaked passwords (the NCSC's
 * and SecLists' most used), with at least four letters. A password made only of these words, keyboard runs and
 * repetitions is blocked, in any order and with any digits in between.
 */
const WORDS = `
  1234 12345 123456 1234567 12345678 123456789 1234567890 abcd abcdef abcdefgh abcdefghij abcdefghijklmnop
  abcdefghijklmnopqrstuvwxyz qwer qwert qwerty qwertyu qwertyui qwertyuiop asdf asdfg asdfgh asdfghjkl zxcv
  zxcvbn zxcvbnm qazwsx qazwsxedc 1qaz2wsx 1q2w3e 1q2w3e4r 1q2w3e4r5t zaq12wsx qwertz azerty yxcvbnm
  password passwort passw0rd p4ssword p4ssw0rd pass pass1234 motdepasse contrasena secret secret123
  letmein welcome welcome1 admin admin123 administrator root toor login guest user test testing tester default
  changeme changeit change please computer internet server system network security access master superman batman
  spiderman pokemon starwars dragon monkey shadow sunshine princess football baseball basketball soccer hockey
  liverpool chelsea arsenal manchester barcelona ferrari mercedes porsche harley mustang corvette yamaha
  michael jordan jennifer jessica michelle daniel thomas robert charlie george andrew joshua matthew anthony
  ashley amanda nicole hunter ranger buster tigger ginger pepper cookie banana cheese chocolate summer winter
  spring autumn monday friday january february march april june july august september october november december
  iloveyou loveyou lovely love forever family friends happy hello hello123 whatever nothing trustno1 freedom
  phoenix mercury killer hacker matrix ninja gandalf tinkle samsung google apple microsoft facebook linkedin
  twitter github amazon netflix youtube company business office private personal account token latchkey
  correcthorsebatterystaple correct horse battery staple thequickbrownfox thisismypassword mypassword
  iamthe iamyour what ever this that these your mine blink182 jesus christ lord heaven angel angels babygirl
`
  .trim()
  .split(/\s+/);

/** Only longer words break a password up: `pass` is part of many good passwords that hold more than that. */
const BLOCKED = new Set(WORDS);
const LONGEST_WORD = Math.max(...WORDS.map((word) => word.length));
const SHORTEST_KNOWN = 4;

/** How many characters must remain once everything predictable is removed. */
const FEWEST_OWN = 3;

/** How many different characters a password needs to be no repetition. */
const FEWEST_DISTINCT = 5;

/**
 * Whether a password is common, or made of `known` (the address, the names of person and organization). Upper case,
 * spaces and punctuation make no difference.
 */
export function isCommonPassword(password: string, known: readonly string[] = []): boolean {
  const letters = password.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
  if (letters !== "" && new Set(letters).size < FEWEST_DISTINCT) return true;
  if (letters === "") return new Set(password).size < FEWEST_DISTINCT;
  return isRepetition(letters) || ownCharacters(letters, wordsOf(known)) < FEWEST_OWN;
}

/** `abcabcabc`, `hellohellohel`: one unit repeated, cut off at the end. */
function isRepetition(letters: string): boolean {
  for (let length = 1; length <= letters.length / 2; length++) {
    if (
      letters ===
      letters
        .slice(0, length)
        .repeat(Math.ceil(letters.length / length))
        .slice(0, letters.length)
    ) {
      return true;
    }
  }
  return false;
}

function wordsOf(known: readonly string[]): Set<string> {
  const words = known.flatMap((text) => {
    const folded = text.toLowerCase();
    const parts = folded.split(/[^\p{L}\p{N}]+/u);
    return [folded.replace(/[^\p{L}\p{N}]/gu, ""), ...parts];
  });
  return new Set(words.filter((word) => word.length >= SHORTEST_KNOWN));
}

/** How many characters remain, at best, that no known word, number or alphabet step explains. */
function ownCharacters(letters: string, known: ReadonlySet<string>): number {
  const longest = Math.max(LONGEST_WORD, ...[...known].map((word) => word.length));
  const fewest = new Array<number>(letters.length + 1).fill(0);
  for (let end = 1; end <= letters.length; end++) {
    const predictable = isDigit(letters[end - 1]) || follows(letters[end - 2], letters[end - 1]);
    fewest[end] = (fewest[end - 1] as number) + (predictable ? 0 : 1);
    for (let start = Math.max(0, end - longest); start <= end - SHORTEST_KNOWN; start++) {
      const word = letters.slice(start, end);
      if (BLOCKED.has(word) || known.has(word))
        fewest[end] = Math.min(fewest[end] as number, fewest[start] as number);
    }
  }
  return fewest[letters.length] as number;
}

function isDigit(character: string | undefined): boolean {
  return character !== undefined && character >= "0" && character <= "9";
}

/** The same character again, or the next of the alphabet. */
function follows(before: string | undefined, character: string | undefined): boolean {
  if (before === undefined || character === undefined) return false;
  const step = character.charCodeAt(0) - before.charCodeAt(0);
  return step === 0 || step === 1;
}
