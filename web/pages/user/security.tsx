import { useSearchParams } from "@solidjs/router";
import { createMemo } from "solid-js";
import { createSecondaryTokens, type Question } from "../../secondary-tokens/secondary-tokens.ts";
import { SecondaryTokensSection } from "../../secondary-tokens/section.tsx";
import { createTitle } from "../../ui/page.tsx";

const OWN: Question = { userId: undefined, cursor: undefined };

export default function Security() {
  createTitle(() => "Security · User info");
  const [address] = useSearchParams<{ cursor?: string }>();
  const question = createMemo<Question>(() => ({ ...OWN, cursor: address.cursor }), OWN, {
    equals: (a, b) => a.cursor === b.cursor,
  });
  const tokens = createSecondaryTokens(question);
  return <SecondaryTokensSection tokens={tokens} />;
}
