import { createQuestion } from "../../secondary-tokens/question.ts";
import { createSecondaryTokens } from "../../secondary-tokens/secondary-tokens.ts";
import { SecondaryTokensSection } from "../../secondary-tokens/section.tsx";
import { createTitle } from "../../ui/page.tsx";
import { WaysToSignIn } from "./ways-to-sign-in.tsx";
import "../../styles/ways.css";

export default function Security() {
  createTitle(() => "Security · User info");
  const tokens = createSecondaryTokens(createQuestion(() => undefined));
  return (
    <>
      <WaysToSignIn />
      <SecondaryTokensSection tokens={tokens} />
    </>
  );
}
