import { parseArgs } from "node:util";
import { PASSWORD } from "../factories/password.ts";
import type { Isolates } from "./isolates.ts";
import { LIVES_OPTIONS, readLives, throughLives } from "./lives.ts";
import { addOrganization, addPerson } from "./people.ts";
import { ROTATIONS, type Rotation, type Rpc, settle, type Token } from "./rotations.ts";
import { held, mustBe, type Secret } from "./secrets.ts";

/**
 * `npm run immediacy:rotation -- --requests 1000000 --lives 8 --leases 0,2`: rotates tokens in every way, repeatedly,
 * while 16 callers use all of their secrets at two isolates, without leases and with leases of two seconds; in between
 * it kills the Workers (SIGKILL). Judges each request by what is known of its secret: an ended one must be refused, a
 * valid one must be accepted. Fails if any request had another answer.
 */
const { values } = parseArgs({ options: LIVES_OPTIONS });
const asked = readLives(values);

const CALLERS = 16;
const TOKENS = 8;
/** How many of a token's latest ended secrets are still called. */
const REMEMBERED = 6;

const told = { refused: 0, accepted: 0, either: 0, wrong: [] as string[], rotations: 0 };
const judgedSoFar = () => told.refused + told.accepted;
const startedAt = Date.now();
let tokens: Token[] = [];
let email = "";

await throughLives(asked, judgedSoFar, async (isolates, { nth, isKilled }, isOver) => {
  if (nth === 0) email = (await addPerson(isolates, (await addOrganization(isolates)).id)).email;
  const { rpc } = await isolates.clients[0].signedIn(email, PASSWORD);
  if (nth === 0) tokens = await Promise.all(Array.from({ length: TOKENS }, () => made(rpc)));
  else await Promise.all(tokens.map((token) => settle(rpc, token)));
  await Promise.all([
    ...Array.from({ length: CALLERS }, () => call(isolates, isOver, isKilled)),
    ...tokens.map((token) => keepRotating(isolates, rpc, token, isOver, isKilled)),
  ]);
});

const seconds = Math.round((Date.now() - startedAt) / 1000);
console.log(
  `${judgedSoFar()} requests judged in ${seconds} s with leases of ${asked.leases.join(" and ")} s (${told.accepted} had to be accepted, ${told.refused} refused; ${told.either} could go either way), ${told.rotations} rotations, killed ${asked.lives - 1} times: ${told.wrong.length} wrong`,
);
for (const line of told.wrong.slice(0, 20)) console.log(line);
process.exit(told.wrong.length === 0 ? 0 : 1);

async function made(rpc: Rpc): Promise<Token> {
  const { id, token } = await rpc.tokens.create.mutate({ name: "Rotating", selfRotation: true });
  return { id, secrets: [held(token)] };
}

async function call(isolates: Isolates, isOver: () => boolean, isKilled: () => boolean): Promise<void> {
  while (!isOver() && !isKilled()) {
    const token = tokens[Math.floor(Math.random() * tokens.length)] as Token;
    const secret = token.secrets[Math.floor(Math.random() * token.secrets.length)] as Secret;
    try {
      await judged(isolates, secret);
    } catch (error) {
      if (!isKilled()) throw error;
    }
  }
}

/** One request with this secret, at either isolate. */
async function judged(isolates: Isolates, secret: Secret): Promise<void> {
  const { bearer } = isolates.clients[Math.random() < 0.5 ? 0 : 1];
  const startedAt = Date.now();
  const must = mustBe(secret, startedAt);
  const answer = await bearer(secret.text).fetch(Math.random() < 0.5 ? "/api/v1/me" : "/forward-auth");
  await answer.body?.cancel();
  if (answer.status !== 200 && answer.status !== 401) throw new Error(`answered ${answer.status}`);
  const was = answer.status === 200 ? "accepted" : "refused";
  // A secret that was valid when the request began may have begun to end meanwhile.
  if (must === undefined || (must === "accepted" && mustBe(secret, startedAt) !== "accepted")) told.either++;
  else {
    told[must]++;
    if (was !== must)
      told.wrong.push(
        `${secret.text.slice(0, 15)} had to be ${must}, and was ${was} at ${new Date(startedAt).toISOString()}`,
      );
  }
}

async function keepRotating(
  isolates: Isolates,
  rpc: Rpc,
  token: Token,
  isOver: () => boolean,
  isKilled: () => boolean,
): Promise<void> {
  let nth = Math.floor(Math.random() * ROTATIONS.length);
  while (!isOver() && !isKilled()) {
    const rotate = ROTATIONS[nth++ % ROTATIONS.length] as Rotation;
    // The present secret may end from now on, in any way.
    for (const secret of token.secrets) secret.isEnding = true;
    try {
      await rotate(rpc, token, isolates);
      told.rotations++;
    } catch (error) {
      if (!isKilled()) throw error;
    }
    token.secrets = token.secrets.slice(-REMEMBERED);
    const settledAt = judgedSoFar() + CALLERS * 4;
    while (!isOver() && !isKilled() && judgedSoFar() < settledAt)
      await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
