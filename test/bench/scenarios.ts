import type { Call } from "./load.ts";
import { type Population, unknownTokens, withBadChecksum } from "./population.ts";

export type Scenario = {
  name: string;
  mark: number | null;
  calls: (howMany: number) => Call[];
  /** What brings the isolate into the state that is to be measured, each round. */
  before: () => Call[];
};

type Kind = [
  name: string,
  mark: number | null,
  known: boolean,
  draw: (howMany: number) => string[],
  before: () => readonly string[],
];

type Door = { name: string; call: (token: string, known: boolean) => Call };

const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });

export const DOORS = 3;

function doors({ introspector }: Population): Door[] {
  return [
    {
      name: "/api/v1/me",
      call: (token, known) => ({
        path: "/api/v1/me",
        method: "GET",
        headers: bearer(token),
        expect: known ? 200 : 401,
      }),
    },
    {
      name: "/forward-auth",
      call: (token, known) => ({
        path: "/forward-auth",
        method: "GET",
        headers: { ...bearer(token), "X-Original-Method": "GET", "X-Original-URI": "/reports/42" },
        expect: known ? 200 : 401,
      }),
    },
    {
      name: "/oauth/introspect",
      call: (token) => ({
        path: "/oauth/introspect",
        method: "POST",
        headers: { ...bearer(introspector), "Content-Type": "application/x-www-form-urlencoded" },
        body: `token=${token}`,
        expect: 200,
      }),
    },
  ];
}

/** What is measured at each door, with the mark that its ratio to F1 should not exceed. */
export function scenarios(population: Population): Scenario[] {
  const { tokens, fresh } = population;
  const hot = tokens[1] as string;
  const stranger = unknownTokens(1)[0] as string;
  const spread = (howMany: number) =>
    Array.from({ length: howMany }, () => tokens[Math.floor(Math.random() * tokens.length)] as string);
  const repeated = (token: string) => (howMany: number) => Array.from({ length: howMany }, () => token);
  const nothing = () => [];
  const kinds: Kind[] = [
    ["one hot token", 1.25, true, repeated(hot), () => [hot]],
    ["valid, in steady use, spread", 1.45, true, spread, () => tokens],
    ["valid, each the first in a minute", null, true, (howMany) => fresh.splice(0, howMany), nothing],
    ["unknown, each another", 2.0, false, unknownTokens, nothing],
    ["unknown, repeated", 0.4, false, repeated(stranger), () => [stranger]],
    ["bad checksum", 0.4, false, repeated(withBadChecksum(hot)), nothing],
  ];
  return kinds.flatMap(([name, mark, known, draw, warm]) =>
    doors(population).map((door, nth) => ({
      name: `${door.name}, ${name}`,
      // Introspection verifies two tokens, the caller's and the one that is asked about.
      mark: door.name === "/oauth/introspect" ? null : mark,
      calls: (howMany: number) => draw(howMany).map((token) => door.call(token, known)),
      // What an isolate knows of a token it knows at every door.
      before: () => (nth === 0 ? warm() : []).map((token) => door.call(token, known)),
    })),
  );
}

/** A hot token where leases are given. */
export function underLease(population: Population): Scenario {
  const [hot] = scenarios(population);
  return { ...(hot as Scenario), name: "/api/v1/me, one hot token under a lease", mark: 0.4 };
}

/** The same load on a floor, which knows one answer only. */
export function floorCalls(tokens: readonly string[], howMany: number): Call[] {
  return Array.from({ length: howMany }, () => ({
    path: "/",
    method: "GET",
    headers: bearer(tokens[Math.floor(Math.random() * tokens.length)] as string),
    expect: 200,
  }));
}
