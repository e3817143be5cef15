import { CodeBlock } from "../code-block.tsx";
import { Part } from "../parts.tsx";

const EXAMPLE = `openapi: 3.1.0
servers:
  - url: https://api.example.com/v1
components:
  securitySchemes:
    latchkey:
      type: oauth2
      flows:
        clientCredentials:
          tokenUrl: https://api.example.com/token
          scopes:
            reports:read: Can read reports
paths:
  /reports/{id}:
    get:
      security:
        - latchkey: [reports:read]`;

export function FromOpenApi() {
  return (
    <Part id="from-openapi">
      <p>
        <b>Permissions and groups</b> reads an OpenAPI document of version 3.0 or 3.1, as JSON or YAML of at
        most 2 MB, and shows what it would change before it does. This one gives <code>reports:read</code> the
        endpoint <code>GET /v1/reports/{"{id}"}</code>:
      </p>
      <CodeBlock what="OpenAPI document" text={EXAMPLE} />
      <ul class="points">
        <li>
          The scopes in an operation's <code>security</code> become permissions, with what the flows say of
          them; several requirements are alternatives.
        </li>
        <li>
          Several scopes in one requirement are demanded together, which a permission cannot express: such an
          operation is skipped, and the others are imported.
        </li>
        <li>
          Paths are appended to the path of each of the <code>servers</code>, with its variables at their
          defaults.
        </li>
        <li>
          Operations without a scope are listed as unassigned; no permission opens them. Permissions that the
          document does not name stay as they are. Those that it names get its endpoints in place of their
          own; nothing else is removed.
        </li>
      </ul>
    </Part>
  );
}
