import { CodeBlock } from "../code-block.tsx";
import { Chapter, Part, To } from "../parts.tsx";
import { SNIPPETS } from "../snippets.ts";

export function InCode() {
  return (
    <Chapter id="in-code">
      <p>
        Make a service user for your API, give it the permission <code>tokens.introspect</code>, and keep its
        token where you keep passwords. A Worker of the same Cloudflare account needs none.
      </p>
      <Part id="worker">
        <p>
          A Worker asks by a service binding, without HTTP and without a token of its own. A bad token throws
          nothing: <code>ok</code> is false, and <code>status</code>, <code>detail</code> and{" "}
          <code>headers</code> are what to answer your client. <code>organizationId</code> says whose API it
          is; without it, tokens of every organization of this Latchkey are accepted.
        </p>
        <CodeBlock what="Worker configuration" file="wrangler.toml" text={SNIPPETS.wrangler} />
        <CodeBlock what="Worker" file="index.ts" text={SNIPPETS.worker} />
      </Part>
      <Part id="hono">
        <p>
          Middleware that asks by <To id="introspection" /> and answers 401, 403 and 503 as it should.
        </p>
        <CodeBlock what="Hono middleware" file="latchkey.ts" text={SNIPPETS.hono} />
      </Part>
      <Part id="express">
        <p>The same for Express, and for anything else that is called with request, response and next.</p>
        <CodeBlock what="Express middleware" file="latchkey.js" text={SNIPPETS.express} />
      </Part>
      <Part id="fastapi">
        <p>A dependency that a path operation asks for with the permission that it needs.</p>
        <CodeBlock what="FastAPI dependency" file="latchkey.py" text={SNIPPETS.fastapi} />
      </Part>
      <Part id="django">
        <p>
          An authentication class for Django REST framework. Clients that send{" "}
          <code>Authorization: Token</code> go on as they are.
        </p>
        <CodeBlock what="Django authentication" file="latchkey.py" text={SNIPPETS.django} />
      </Part>
      <Part id="go">
        <p>A handler around your handler, with net/http alone (Go 1.18 or newer).</p>
        <CodeBlock what="Go package" file="latchkey.go" text={SNIPPETS.golang} />
      </Part>
      <Part id="rails">
        <p>A concern for controllers, with Ruby's standard library alone.</p>
        <CodeBlock what="Rails concern" file="latchkey.rb" text={SNIPPETS.rails} />
      </Part>
    </Chapter>
  );
}
