import { useSearchParams } from "@solidjs/router";
import { type Accessor, createMemo } from "solid-js";
import type { Question } from "./secondary-tokens.ts";

interface Address extends Record<string, string | undefined> {
  q?: string;
  sort?: string;
  cursor?: string;
}

/** The question for a list of secondary tokens, from the address; without a user id, one's own. */
export function createQuestion(userId: Accessor<string | undefined>): Accessor<Question> {
  const [address] = useSearchParams<Address>();
  return createMemo<Question>(
    () => ({ userId: userId(), q: address.q, sort: address.sort, cursor: address.cursor }),
    undefined as never,
    { equals: (a, b) => JSON.stringify(a) === JSON.stringify(b) },
  );
}
