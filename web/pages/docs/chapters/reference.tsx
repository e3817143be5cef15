import { Suspense } from "solid-js";
import { later } from "../../../later.tsx";
import { CodeBlock } from "../code-block.tsx";
import { Chapter, To } from "../parts.tsx";
import { ORIGIN } from "../reader.ts";

const Reference = later(() => import("../reference/reference.tsx"));

export function ApiReference() {
  return (
    <Chapter id="reference">
      <p>
        Made from the OpenAPI 3.1 document of this very deployment, which is made from the routes themselves.
        Times are RFC 3339 in UTC. What any of them can refuse with stands under <To id="errors" />.
      </p>
      <CodeBlock what="address of the OpenAPI document" text={`${ORIGIN}/api/v1/openapi.json`} />
      <Suspense>
        <Reference />
      </Suspense>
    </Chapter>
  );
}
