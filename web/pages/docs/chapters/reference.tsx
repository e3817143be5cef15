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
        Generated from this deployment's own OpenAPI 3.1 document, which is generated from the routes. Times
        are RFC 3339 in UTC. See <To id="errors" /> for all refusals.
      </p>
      <CodeBlock what="address of the OpenAPI document" text={`${ORIGIN}/api/v1/openapi.json`} />
      <Suspense>
        <Reference />
      </Suspense>
    </Chapter>
  );
}
