import type { Call } from "./load.ts";
import { type Population, unknownTokens, withBadChecksum } from "./population.ts";

export type Scenario = {
  name: string;
  mark: Mark;
  calls: (howMany: number) => Call[];
  /** Calls that bring the isolate into the state to measure, each round. */
  before: () => Call[];
};

/** The highest ratio to F1, or to F2 for two tokens; or to what was measured beside it. It applies to CPU. */
export type Mark = { most: number; of: "F1" | "F2" | "beside" } | null;

type Kind = [
  name: string,
  most: number | null,
  known: boolean,
  draw: (howMany: number) => string[],
  before: () => readonly string[],
];

type Door = { name: string; call: (token: string, known: boolean) => Call };

const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });

export const DOORS = 3;

/** Few enough to keep each in use all the time. */
const FEW = 40;

const INTROSPECTION = "/oauth/introspect";

function doors({ introspector }: Population): Door[] {
  return [
    {
      name: "/api/v1/me",
      call: (token, known) => ({
        path: "/api/v1/me",
        method: "GET",
        headers: bearer(token),
        expect: [known ? 200 : 401],
      }),
    },
    {
      name: "/forward-auth",
      call: (token, known) => ({
        path: "/forward-auth",
        method: "GET",
        headers: { ...bearer(token), "X-Original-Method": "GET", "X-Original-URI": "/reports/42" },
        expect: [known ? 200 : 401],
      }),
    },
    {
      name: INTROSPECTION,
      call: (token) => introspection(introspector, token, [200]),
    },
  ];
}

/** The measurements at each door, with their marks. */
export function scenarios(population: Population): Scenario[] {
  const { tokens, fresh } = population;
  const hot = tokens[1] as string;
  const stranger = unknownTokens(1)[0] as string;
  const few = tokens.slice(0, FEW);
  const nothing = () => [];
  const kinds: Kind[] = [
    ["one hot token", 1.2, true, repeated(hot), () => [hot]],
    ["40 tokens in turns", 1.2, true, repeatedly(() => anyOf(few)), () => few],
    ["10,000 tokens in steady use", 1.2, true, repeatedly(() => anyOf(tokens)), () => tokens],
    ["each token for the first time ever", 1.2, true, (howMany) => fresh.splice(0, howMany), nothing],
    ["unknown, each another", 1.7, false, unknownTokens, nothing],
    ["unknown, repeated", 0.4, false, repeated(stranger), () => [stranger]],
    ["bad checksum", 0.4, false, repeated(withBadChecksum(hot)), nothing],
  ];
  const atDoors = kinds.flatMap(([name, most, known, draw, warm]) =>
    doors(population).map((door, nth) => ({
      name: `${door.name}, ${name}`,
      mark: markAt(door, most),
      calls: (howMany: number) => draw(howMany).map((token) => door.call(token, known)),
      // An isolate shares its knowledge of a token among all doors.
      before: () => (nth === 0 ? warm() : []).map((token) => door.call(token, known)),
    })),
  );
  const callers = [
    ["an unknown caller, repeated", stranger],
    ["a caller with a bad checksum", withBadChecksum(hot)],
  ] as const;
  return [
    ...atDoors,
    ...callers.map(([name, token]) => ({
      name: `${INTROSPECTION}, ${name}`,
      mark: { most: 0.4, of: "F1" } as const,
      calls: repeatedly(() => introspection(token, hot, [401, 429])),
      before: nothing,
    })),
  ];
}

/**
 * Introspection verifies two tokens. Even if nothing has to be read of the token that it asks about, the caller's token
 * still has to be read: a mark for a repeated token does not apply.
 */
function markAt({ name }: Door, most: number | null): Mark {
  if (most === null || (name === INTROSPECTION && most < 1)) return null;
  return { most, of: name === INTROSPECTION ? "F2" : "F1" };
}

/** This many calls at each door with valid tokens, and a tenth as many with invalid ones. */
export function warmUpCalls(population: Population, howMany: number): Call[] {
  const known = repeatedly(() => anyOf(population.tokens))(howMany);
  return doors(population).flatMap(({ call }) => [
    ...known.map((token) => call(token, true)),
    ...unknownTokens(howMany / 10).map((token) => call(token, false)),
  ]);
}

/** Scenarios with leases: a hot token and, at introspection, other tokens with a hot caller. */
export function underLease(population: Population): Scenario[] {
  return scenarios(population)
    .filter(({ name }) => LEASED.includes(name))
    .map((scenario) => ({
      ...scenario,
      name: `${scenario.name}, under a lease`,
      mark: { most: 0.4, of: "F1" },
    }));
}

const LEASED = [
  "/api/v1/me, one hot token",
  `${INTROSPECTION}, one hot token`,
  `${INTROSPECTION}, unknown, repeated`,
  `${INTROSPECTION}, bad checksum`,
];

/** The same load for F1 and F0, which know only one answer. */
export function floorCalls(tokens: readonly string[], howMany: number): Call[] {
  return Array.from({ length: howMany }, () => ({
    path: "/",
    method: "GET",
    headers: bearer(anyOf(tokens)),
    expect: [200],
  }));
}

/** The load of introspection for F2. */
export function introspectionFloorCalls(tokens: readonly string[], howMany: number): Call[] {
  const caller = tokens[0] as string;
  return Array.from({ length: howMany }, () => introspection(caller, anyOf(tokens), [200]));
}

function introspection(caller: string, asked: string, expect: readonly number[]): Call {
  return {
    path: INTROSPECTION,
    method: "POST",
    headers: { ...bearer(caller), "Content-Type": "application/x-www-form-urlencoded" },
    body: `token=${asked}`,
    expect,
  };
}

function repeated(token: string): (howMany: number) => string[] {
  return repeatedly(() => token);
}

function repeatedly<Of>(make: () => Of): (howMany: number) => Of[] {
  return (howMany) => Array.from({ length: howMany }, make);
}

function anyOf(tokens: readonly string[]): string {
  return tokens[Math.floor(Math.random() * tokens.length)] as string;
}
