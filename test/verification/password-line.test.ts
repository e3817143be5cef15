import { expect, test } from "vitest";
import { PasswordLine, type PlaceInLine } from "../../worker/verification/password-line.ts";

const joined = (line: PasswordLine, now: () => number = Date.now) => {
  const place = line.join(now);
  if (!place) throw new Error("the line is full");
  return place;
};

test("two at once, the others in the order in which they came", async () => {
  const line = new PasswordLine();
  const order: number[] = [];
  let atWork = 0;
  let most = 0;
  const work = async (nth: number, place: PlaceInLine) => {
    await place.turn();
    order.push(nth);
    most = Math.max(most, ++atWork);
    await new Promise((resolve) => setTimeout(resolve, 0));
    atWork--;
    place.leave();
  };
  const places = Array.from({ length: 12 }, () => joined(line));
  await Promise.all(places.map((place, nth) => work(nth, place)));
  expect(order).toEqual(Array.from({ length: 12 }, (_, nth) => nth));
  expect(most).toBe(2);
});

test("twenty-two places, and one that is left is free again", () => {
  const line = new PasswordLine();
  const places = Array.from({ length: 22 }, () => joined(line));
  expect(line.join(Date.now)).toBeNull();
  places[7]?.leave();
  expect(line.join(Date.now)).not.toBeNull();
  expect(line.join(Date.now)).toBeNull();
});

test("who has not asked for their turn yet holds up nobody behind them", async () => {
  const line = new PasswordLine();
  joined(line);
  joined(line);
  joined(line);
  await joined(line).turn();
});

test("the place of a request that was ended is given up", async () => {
  const line = new PasswordLine();
  let now = 0;
  for (let nth = 0; nth < 22; nth++) joined(line, () => now);
  now = 10_000;
  expect(line.join(() => now)).toBeNull();
  now = 10_001;
  await joined(line, () => now).turn();
});
