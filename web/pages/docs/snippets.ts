import { accountId, SOMEBODYS_ACCOUNT } from "./reader.ts";
import apache from "./snippets/apache.conf?raw";
import caddyfile from "./snippets/Caddyfile?raw";
import django from "./snippets/django/latchkey.py?raw";
import envoy from "./snippets/envoy.yaml?raw";
import express from "./snippets/express/latchkey.js?raw";
import fastapi from "./snippets/fastapi/latchkey.py?raw";
import golang from "./snippets/go/latchkey.go?raw";
import haproxy from "./snippets/haproxy.cfg?raw";
import hono from "./snippets/hono/latchkey.ts?raw";
import apacheLua from "./snippets/latchkey-apache.lua?raw";
import haproxyLua from "./snippets/latchkey-haproxy.lua?raw";
import identity from "./snippets/latchkey-identity.conf?raw";
import question from "./snippets/latchkey-question.conf?raw";
import nginx from "./snippets/nginx.conf?raw";
import rails from "./snippets/rails/latchkey.rb?raw";
import rotate from "./snippets/rotate.sh?raw";
import traefik from "./snippets/traefik.yaml?raw";
import worker from "./snippets/worker/index.ts?raw";
import wrangler from "./snippets/worker/wrangler.toml?raw";

const EXAMPLE_HOST = "latchkey.example.com";

/** The files that the tests run, with this deployment's own address and the reader's own account. */
function here(text: string): string {
  const named = text.replaceAll(SOMEBODYS_ACCOUNT, accountId());
  return location.protocol === "https:" ? named.replaceAll(EXAMPLE_HOST, location.host) : named;
}

const FILES = {
  apache,
  apacheLua,
  caddyfile,
  django,
  envoy,
  express,
  fastapi,
  golang,
  haproxy,
  haproxyLua,
  hono,
  identity,
  nginx,
  question,
  rails,
  rotate,
  traefik,
  worker,
  wrangler,
};

export type Snippet = keyof typeof FILES;

/** A function, because the reader may be known only later. */
export const SNIPPETS = Object.defineProperties(
  {},
  Object.fromEntries(
    Object.entries(FILES).map(([name, text]) => [name, { get: () => here(text), enumerable: true }]),
  ),
) as Readonly<Record<Snippet, string>>;
