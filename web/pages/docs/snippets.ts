import caddyfile from "./snippets/Caddyfile?raw";
import django from "./snippets/django/latchkey.py?raw";
import envoy from "./snippets/envoy.yaml?raw";
import hono from "./snippets/hono/latchkey.ts?raw";
import question from "./snippets/latchkey-question.conf?raw";
import nginx from "./snippets/nginx.conf?raw";
import traefik from "./snippets/traefik.yaml?raw";
import worker from "./snippets/worker/index.ts?raw";
import wrangler from "./snippets/worker/wrangler.toml?raw";

const EXAMPLE_HOST = "latchkey.example.com";

/** The very files that the tests run, with this deployment's own name where it can be called by it. */
function here(text: string): string {
  return location.protocol === "https:" ? text.replaceAll(EXAMPLE_HOST, location.host) : text;
}

export const SNIPPETS = {
  caddyfile: here(caddyfile),
  django: here(django),
  envoy: here(envoy),
  hono: here(hono),
  question: here(question),
  nginx: here(nginx),
  traefik: here(traefik),
  worker: here(worker),
  wrangler: here(wrangler),
};
