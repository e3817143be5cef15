import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { connect } from "../../db/connect.ts";
import {
  forgetAttempt,
  nextFreePlace,
  removeAttemptsBefore,
  reserveAttempt,
} from "../../db/members/users.ts";
import { newIdentifier } from "../../worker/domain/identifiers.ts";
import { randomBytes } from "../factories/random-bytes.ts";
import { count } from "../factories/rows.ts";

const database = connect(env.DB);
const LIMITS = { windowMs: 1000, fromOneAddress: 3, fromAll: 5, ofOneClient: 7 };

let people = 0;
const client = () => `192.0.2.${people++}`;
const somebody = () => `person-${people++}@example.com`;
const newId = () => newIdentifier("signInAttempt", randomBytes);
const reserve = (email: string, clientAddress: string, at: number, id = newId()) =>
  reserveAttempt(database, { id, email, clientAddress, at }, LIMITS);

test("of tries at one moment no more get a place than there are", async () => {
  const [email, here] = [somebody(), client()];
  const taken = await Promise.all(Array.from({ length: 12 }, () => reserve(email, here, 1)));
  expect(taken.filter(Boolean)).toHaveLength(3);
});

test("all addresses together have their own limit", async () => {
  const email = somebody();
  const taken = await Promise.all(Array.from({ length: 9 }, (_, at) => reserve(email, `::${at}`, 1)));
  expect(taken.filter(Boolean)).toHaveLength(5);
});

test("one client has its own limit over all addresses, and of tries at one moment too", async () => {
  const here = client();
  const taken = await Promise.all(Array.from({ length: 12 }, (_, at) => reserve(somebody(), here, at + 1)));
  expect(taken.filter(Boolean)).toHaveLength(7);
  const email = somebody();
  expect(await reserve(email, client(), 20)).toBe(true);
  expect(await nextFreePlace(database, { email, clientAddress: here, at: 20 }, LIMITS)).toBe(1001);
  expect(await reserve(email, here, 1001)).toBe(true);
});

test("a place is free again when its try is a window old, and not a millisecond sooner", async () => {
  const [email, here] = [somebody(), client()];
  for (const at of [100, 200, 300]) expect(await reserve(email, here, at)).toBe(true);
  expect(await nextFreePlace(database, { email, clientAddress: here, at: 400 }, LIMITS)).toBe(1100);
  expect(await reserve(email, here, 1099)).toBe(false);
  expect(await reserve(email, here, 1100)).toBe(true);
  expect(await nextFreePlace(database, { email, clientAddress: here, at: 1100 }, LIMITS)).toBe(1200);
});

test("a refused try takes no place, so that knocking does not lengthen the wait", async () => {
  const [email, here] = [somebody(), client()];
  for (let tries = 0; tries < 10; tries++) await reserve(email, here, 1 + tries);
  expect(await count("sign_in_attempt WHERE email = ?", email)).toBe(3);
});

test("a forgotten try gives its place back", async () => {
  const [email, here] = [somebody(), client()];
  const id = newId();
  await reserve(email, here, 1, id);
  for (const at of [2, 3]) await reserve(email, here, at);
  expect(await reserve(email, here, 4)).toBe(false);
  await forgetAttempt(database, id);
  expect(await reserve(email, here, 4)).toBe(true);
});

test("old tries are removed, others stay", async () => {
  const [email, here] = [somebody(), client()];
  for (const at of [10, 20, 30]) await reserve(email, here, at);
  await removeAttemptsBefore(database, 20);
  expect(await count("sign_in_attempt WHERE email = ?", email)).toBe(1);
});
