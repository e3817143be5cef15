import { TRPCError } from "@trpc/server";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import fc from "fast-check";
import { expect, test } from "vitest";
import * as z from "zod/mini";
import { Refusal } from "../../worker/domain/errors.ts";
import { answerCalls } from "../../worker/http/answer-calls.ts";
import { type App, Hono } from "../../worker/http/hono.ts";
import { publicProcedure, router } from "../../worker/procedures/trpc.ts";

const ENDPOINT = "/trpc";
const LONGEST_BATCH = 3;
const input = z.object({ name: z.string() });

const context = (headers: Headers) => ({
  runtime: { failed: () => new Refusal("unexpected"), narrowed: () => {} },
  cookie: { set: (value: string) => headers.append("Set-Cookie", value) },
});

const calls = router({
  current: publicProcedure.query(() => null),
  nothing: publicProcedure.query(() => undefined),
  refuse: publicProcedure.query(() => {
    throw new Refusal("sign-in-throttled", { retryAfterS: 7 });
  }),
  fail: publicProcedure.query(() => {
    throw new Error("secret");
  }),
  unwritable: publicProcedure.query(() => 1n),
  things: router({
    find: publicProcedure.input(input).query(({ input }) => input),
    maybe: publicProcedure.input(z.optional(z.unknown())).query(({ input }) => ({ input })),
    make: publicProcedure.input(input).mutation(({ input }) => input),
    end: publicProcedure.mutation(({ ctx }) => {
      ctx.cookie.set("ended", 0);
      return { ended: true };
    }),
    miss: publicProcedure.mutation(() => {
      throw new Refusal("token-unknown");
    }),
  }),
});

const headersFor = (errors: readonly TRPCError[]): Record<string, string> => ({
  "Cache-Control": "no-store",
  ...(errors.some(({ code }) => code === "TOO_MANY_REQUESTS") ? { "Retry-After": "7" } : {}),
});

type Told = { code: string; path: string | undefined };

/** tRPC does not tell a batch that is too long from other calls that it cannot read. */
function lessExact(body: string): string {
  const [exact, vague] = [new Refusal("batch-too-long"), new Refusal("input-invalid")];
  return body.replace(exact.message, vague.message).replace(`"${exact.reason}"`, `"${vague.reason}"`);
}

/** What an adapter answers, and what it says of errors. */
async function outcome(
  respond: (told: Told[], context: (headers: Headers) => Promise<object>) => Promise<Response>,
  failsBefore: boolean,
) {
  const told: Told[] = [];
  const answer = await respond(told, async (headers) => {
    if (failsBefore)
      throw new TRPCError({ code: "SERVICE_UNAVAILABLE", cause: new Refusal("database-unavailable") });
    return context(headers);
  });
  // tRPC does not type all of its refusals, and says that it could stream.
  answer.headers.set("Content-Type", "application/json");
  answer.headers.delete("Vary");
  const { status } = answer;
  return { status, body: lessExact(await answer.text()), headers: [...answer.headers], told };
}

const ours = (request: Request) => (told: Told[], makeContext: (headers: Headers) => Promise<object>) => {
  const answer = answerCalls({
    router: calls,
    endpoint: ENDPOINT,
    longestBatch: LONGEST_BATCH,
    createContext: (_, headers) => makeContext(headers),
    onError: ({ code }, path) => told.push({ code, path }),
    headersFor,
  });
  const app = new Hono<App>().use(`${ENDPOINT}/*`, answer);
  return Promise.resolve(app.fetch(request));
};

const theirs = (request: Request) => (told: Told[], makeContext: (headers: Headers) => Promise<object>) =>
  fetchRequestHandler({
    router: calls,
    endpoint: ENDPOINT,
    req: request,
    maxBatchSize: LONGEST_BATCH,
    createContext: async ({ resHeaders }) => (await makeContext(resHeaders)) as never,
    responseMeta: ({ errors }) => ({ headers: new Headers(headersFor(errors)) }),
    onError: ({ error, path }) => told.push({ code: error.code, path }),
  });

const NAMES = [
  ...["current", "nothing", "refuse", "fail"],
  ...["things.find", "things.maybe", "things.make", "things.end", "things.miss"],
  ...["things", "things.", "unknown", "", "__proto__", "constructor", "things/find", "/current", "current/"],
  ...["things%2Efind", "%74hings.find", "current%2Ccurrent", "%", "%zz", "%E4", "Things.Find", " "],
];
const name = fc.constantFrom(...NAMES);
const value = fc.oneof(
  fc.constant({ name: "CI" }),
  fc.constantFrom<unknown>(null, undefined, [], "CI", 7, true, {}, { name: 7 }),
  fc.jsonValue({ maxDepth: 2 }),
);
const json = fc.oneof(
  value.map((it) => JSON.stringify(it) ?? ""),
  fc.dictionary(fc.constantFrom("0", "1", "2", "3", "x", "__proto__"), value).map((it) => JSON.stringify(it)),
  fc.constantFrom("", "{", '{"0":', "nul", "\u0000", "\ufeff{}", '{"name":"CI"}{}', '{"0":{"name":"CI"}}'),
  fc.string(),
);
const METHODS = ["GET", "POST", "POST", "GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"];

/** Bodies are JSON, because `sameOrigin` refuses all others first. */
const asked = fc.record({
  method: fc.constantFrom(...METHODS),
  names: fc.oneof({ weight: 2, arbitrary: fc.tuple(name) }, fc.array(name, { maxLength: LONGEST_BATCH + 2 })),
  batch: fc.constantFrom(undefined, "1", "1", "0", "true", ""),
  slash: fc.constantFrom("", "", "/", "//", "///"),
  input: fc.option(json, { nil: undefined }),
  body: fc.option(json, { nil: undefined }),
  accept: fc.constantFrom(undefined, "application/json", "*/*"),
  failsBefore: fc.constantFrom(false, false, false, true),
});
type Asked = typeof asked extends fc.Arbitrary<infer It> ? It : never;

function requestOf({ method, names, batch, slash, input, body, accept }: Asked): Request {
  const url = new URL(`http://localhost${ENDPOINT}/${names.join()}${slash}`);
  if (batch !== undefined) url.searchParams.set("batch", batch);
  if (input !== undefined) url.searchParams.set("input", input);
  const hasBody = method !== "GET" && method !== "HEAD";
  const headers = new Headers(accept && { Accept: accept });
  if (hasBody) headers.set("Content-Type", "application/json; charset=utf-8");
  return new Request(url, { method, headers, body: hasBody ? body : undefined });
}

test("calls are answered as tRPC's own adapter answers them", async () => {
  await fc.assert(
    fc.asyncProperty(asked, async (it) => {
      const [our, their] = await Promise.all([
        outcome(ours(requestOf(it)), it.failsBefore),
        outcome(theirs(requestOf(it)), it.failsBefore),
      ]);
      expect(our).toEqual(their);
    }),
    { numRuns: 1000 },
  );
});

test("a result that is no JSON is a fault", async () => {
  const request = () => new Request(`http://localhost${ENDPOINT}/current,unwritable?batch=1`);
  const [our, their] = [await outcome(ours(request()), false), await outcome(theirs(request()), false)];
  expect(our).toMatchObject({ status: 500, body: their.body, told: their.told });
});
