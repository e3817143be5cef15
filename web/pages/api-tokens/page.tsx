import { OwnTokensOnly } from "../../tokens/own-tokens-only.tsx";
import { MyApiTokens } from "./my-api-tokens.tsx";

export default function ApiTokensPage() {
  return (
    <OwnTokensOnly>
      <MyApiTokens />
    </OwnTokensOnly>
  );
}
