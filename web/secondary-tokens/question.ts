import { useSearchParams } from "@solidjs/router";
import { type Accessor, createMemo } from "solid-js";
import type { Question } from "./secondary-tokens.ts";

interface Address extends Record<string, string | undefined> {
  q?: string;
  sort?: string;
  cursor?: string;
}

/** What the address asks of a list of secondary tokens: one's own where there is no user id. */
export function createQuestion(userId: Accessor<string | undefined>): Accessor<Question> {
  const [address] = useSearchParams<Address>();
  return createMemo<Question>(
    () => ({ userId: userId(), q: address.q, sort: address.sort, cursor: address.cursor }),
    undefined as never,
    { equals: (a, b) => JSON.stringify(a) === JSON.stringify(b) },
  );
}
