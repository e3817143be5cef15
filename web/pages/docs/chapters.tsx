import { ApiTokenAuth } from "./chapters/api-token-auth.tsx";
import { Cost } from "./chapters/cost.tsx";
import { Errors } from "./chapters/errors.tsx";
import { Format } from "./chapters/format.tsx";
import { Gateways } from "./chapters/gateways.tsx";
import { InCode } from "./chapters/in-code.tsx";
import { Limits } from "./chapters/limits.tsx";
import { Oauth } from "./chapters/oauth.tsx";
import { Presenting } from "./chapters/presenting.tsx";
import { Reach } from "./chapters/reach.tsx";
import { ApiReference } from "./chapters/reference.tsx";
import { Start } from "./chapters/start.tsx";

/** In the order of `places.ts`. */
export function Chapters() {
  return (
    <>
      <Start />
      <Presenting />
      <Reach />
      <Errors />
      <Oauth />
      <Gateways />
      <InCode />
      <ApiTokenAuth />
      <Format />
      <Limits />
      <Cost />
      <ApiReference />
    </>
  );
}
