import { Entries } from "../entries.tsx";
import { Part, To } from "../parts.tsx";

export function ToldPaths() {
  return (
    <Part id="told-paths">
      <p>
        Latchkey decides on the path that it is told. If endpoints decide and nobody tells it a path, the
        answer is no.
      </p>
      <Entries
        of={[
          {
            name: <To id="gateways">A gateway</To>,
            lines: [
              "at its own address, `/forward-auth/nginx/<account id>` and the like: in the headers that this gateway sets, or for Envoy in the question itself. Other headers are ignored, because the client may have sent them.",
            ],
          },
          {
            name: <To id="introspection">A resource server</To>,
            lines: [
              "with `method=` and `path=` in the form of introspection. If the token may not go there, it is not active.",
            ],
          },
          {
            name: <To id="worker">A Worker</To>,
            lines: [
              "with `method` and `path` in the call of `verify`; `organizationId` says whose API it is.",
            ],
          },
        ]}
      />
      <p>
        Tell the path as it came, without decoding it: <code>/caf%C3%A9</code>, not <code>/café</code>. If
        your framework gives you only the decoded path, encode it again.
      </p>
    </Part>
  );
}
