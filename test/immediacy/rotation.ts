import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { bundle } from "../bench/bundle.ts";
import { childProcesses } from "../bench/process-cpu.ts";
import { PASSWORD } from "../factories/password.ts";
import { type Isolates, startIsolates } from "./isolates.ts";
import { addOrganization, addPerson } from "./people.ts";
import { ROTATIONS, type Rotation, type Rpc, settle, type Token } from "./rotations.ts";
import { held, mustBe, type Secret } from "./secrets.ts";

/**
 * `npm run immediacy:rotation -- --requests 1000000`: rotates tokens in every way, again and again, while 16 callers
 * use all of their secrets at two isolates, and the Workers are killed (SIGKILL) in between. Judges each request by
 * what is known of its secret: one that has ended must be refused, one that holds must be accepted. Fails where one
 * was judged wrong.
 */
const { values } = parseArgs({
  options: {
    requests: { type: "string", default: "20000" },
    lives: { type: "string", default: "4" },
    leases: { type: "string", default: "0" },
  },
});

const CALLERS = 16;
const TOKENS = 8;
/** Secrets of a token that have ended are asked for, too: the latest so many. */
const REMEMBERED = 6;

const wanted = Number(values.requests);
const lives = Number(values.lives);
const state = mkdtempSync(join(tmpdir(), "latchkey-rotation-"));
process.once("exit", () => rmSync(state, { recursive: true, force: true }));

const script = bundle();
const told = { refused: 0, accepted: 0, either: 0, wrong: [] as string[], rotations: 0 };
let tokens: Token[] = [];
let email = "";

for (let life = 0; life < lives; life++) {
  const before = new Set(childProcesses());
  const isolates = await startIsolates(script, Number(values.leases), state);
  const own = childProcesses().filter((pid) => !before.has(pid));
  if (life === 0) email = (await addPerson(isolates, (await addOrganization(isolates)).id)).email;
  const { rpc } = await isolates.clients[0].signedIn(email, PASSWORD);
  if (life === 0) tokens = await Promise.all(Array.from({ length: TOKENS }, () => made(rpc)));
  else await Promise.all(tokens.map((token) => settle(rpc, token)));

  const until = Math.ceil((wanted * (life + 1)) / lives);
  const isOver = () => told.refused + told.accepted >= until;
  const isKilled = { now: false };
  const work = [
    ...Array.from({ length: CALLERS }, () => call(isolates, isOver, isKilled)),
    ...tokens.map((token) => keepRotating(isolates, rpc, token, isOver, isKilled)),
  ];
  if (life < lives - 1) {
    while (!isOver()) await new Promise((resolve) => setTimeout(resolve, 20));
    isKilled.now = true;
    for (const pid of own) process.kill(pid, "SIGKILL");
  }
  await Promise.all(work);
  await isolates.stop().catch((error) => {
    if (!isKilled.now) throw error;
  });
}

console.log(
  `${told.refused + told.accepted} requests judged (${told.accepted} had to be accepted, ${told.refused} refused; ${told.either} could go either way), ${told.rotations} rotations, killed ${lives - 1} times: ${told.wrong.length} wrong`,
);
for (const line of told.wrong.slice(0, 20)) console.log(line);
process.exit(told.wrong.length === 0 ? 0 : 1);

async function made(rpc: Rpc): Promise<Token> {
  const { id, token } = await rpc.tokens.create.mutate({ name: "Rotating", selfRotation: true });
  return { id, secrets: [held(token)] };
}

async function call(isolates: Isolates, isOver: () => boolean, isKilled: { now: boolean }): Promise<void> {
  while (!isOver() && !isKilled.now) {
    const token = tokens[Math.floor(Math.random() * tokens.length)] as Token;
    const secret = token.secrets[Math.floor(Math.random() * token.secrets.length)] as Secret;
    try {
      await judged(isolates, secret);
    } catch (error) {
      if (!isKilled.now) throw error;
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
  // What held when it began may have begun to end meanwhile.
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
  isKilled: { now: boolean },
): Promise<void> {
  let nth = Math.floor(Math.random() * ROTATIONS.length);
  while (!isOver() && !isKilled.now) {
    const rotate = ROTATIONS[nth++ % ROTATIONS.length] as Rotation;
    // The present secret may end from now on, in whatever way.
    for (const secret of token.secrets) secret.isEnding = true;
    try {
      await rotate(rpc, token, isolates);
      told.rotations++;
    } catch (error) {
      if (!isKilled.now) throw error;
    }
    token.secrets = token.secrets.slice(-REMEMBERED);
    const settledAt = told.refused + told.accepted + CALLERS * 4;
    while (!isOver() && !isKilled.now && told.refused + told.accepted < settledAt)
      await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
