import { Entries } from "../entries.tsx";
import { Part } from "../parts.tsx";
import { REACHED, reached } from "../reached.ts";
import { Table } from "../table.tsx";

const READ = [
  { name: <code>/reports/</code>, lines: ["A trailing slash makes no difference: the same as /reports."] },
  { name: <code>/Reports</code>, lines: ["Case counts in paths; methods are compared in capitals."] },
  { name: <code>/%72eports</code>, lines: ["Escapes of letters, digits and - _ ~ are decoded."] },
  {
    name: <code>/a%3ab</code>,
    lines: [
      "Other escapes are compared in capitals. Refused if an endpoint has that character unescaped, because some programs decode it first.",
    ],
  },
  { name: <code>?page=2</code>, lines: ["The query is ignored."] },
  {
    name: <code>%2F %5C %00 %2E %25 %3B</code>,
    lines: ["Refused: an encoded slash, backslash, NUL, dot, percent sign or semicolon."],
  },
  {
    name: <code>\ ; #</code>,
    lines: ["Refused, as are control characters and what is neither ASCII nor percent-encoded as UTF-8."],
  },
  { name: <code>{"// /./ /../"}</code>, lines: ["Refused: empty segments and dot segments."] },
];

export function Paths() {
  return (
    <Part id="paths">
      <p>
        Gateway and API have to read a path alike, or one lets through what the other takes for something
        else. So if endpoints decide, paths are compared like this, and a path with two readings is 403{" "}
        <code>path-ambiguous</code>, with the character in its <code>detail</code>:
      </p>
      <Entries of={READ} />
      <p>What tokens that are limited to one endpoint reach:</p>
      <div class="reached">
        <Table
          caption="Requests, and whether a token that is limited to an endpoint reaches them"
          head={["Request", ...REACHED.endpoints]}
          rows={REACHED.requests.map((request) => [
            <code>{request}</code>,
            ...REACHED.endpoints.map((endpoint) => reached(endpoint, request)),
          ])}
        />
      </div>
      <p>
        A method that a header or a parameter overrides, such as <code>X-HTTP-Method-Override</code>, is
        invisible to gateways: switch it off in your API. Let your API redirect, such as to add a trailing
        slash, only to the same endpoint.
      </p>
    </Part>
  );
}
