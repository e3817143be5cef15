import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Hono } from "hono";
import { freePort } from "../world/free-port.ts";
import { need, needFile, run } from "./program.ts";
import { folderWith } from "./snippet.ts";
import { send } from "./upstream.ts";

/** Debian's own, even if another Python comes first in PATH. */
const PYTHON = "/usr/bin/python3";

/** The endpoint that each API serves for a request; null if it knows none. */
export type Served = Record<"hono" | "nginx" | "django", string | null>;

/** The same API three times, because programs read paths differently: in Hono, as locations of nginx, and in Django. */
export async function startApis(): Promise<{
  /** Returns what is served for a request with exactly this target. */
  served: (method: string, target: string) => Promise<Served>;
  stop: () => Promise<void>;
}> {
  need("nginx", "nginx-light");
  needFile("/usr/lib/python3/dist-packages/django/__init__.py", "python3-django");
  const [ofNginx, ofDjango] = [await freePort(), await freePort()];
  const config = readFileSync(join(import.meta.dirname, "nginx-api.conf"), "utf8");
  const folder = folderWith({ "nginx.conf": config.replace("127.0.0.1:3000", `127.0.0.1:${ofNginx}`) });
  for (const name of ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]) mkdirSync(join(folder, name));
  const globals = `daemon off; master_process off; pid ${folder}/pid; error_log stderr crit;`;
  const [nginx, django] = await Promise.all([
    run("nginx", ["-p", folder, "-c", join(folder, "nginx.conf"), "-g", globals], { port: ofNginx }),
    run(PYTHON, [join(import.meta.dirname, "django-api.py"), `${ofDjango}`], { port: ofDjango }),
  ]);
  return {
    async served(method, target) {
      const over = async (port: number) => {
        const served = (await send(port, target, {}, method)).headers["x-served"];
        return typeof served === "string" ? served : null;
      };
      const [hono, nginx, django] = await Promise.all([
        inHono(method, target),
        over(ofNginx),
        over(ofDjango),
      ]);
      return { hono, nginx, django };
    },
    async stop() {
      await Promise.all([nginx.stop(), django.stop()]);
      rmSync(folder, { recursive: true });
    },
  };
}

const ROUTES = [
  "/",
  "/v1/reports",
  "/v1/reports/:id",
  "/v1/reports/:id/rows",
  "/v1/admin",
  "/v1/admin/*",
] as const;

const app = new Hono({ strict: false });
for (const route of ROUTES) {
  const named = route.replace(":id", "{id}").replace("/admin/*", "/admin");
  app.all(route, (c) => c.body(null, 200, { "X-Served": `${c.req.method} ${named}` }));
}

/** Makes the request as Hono's server for Node does. */
async function inHono(method: string, target: string): Promise<string | null> {
  const answer = await app.request(new Request(new URL(`http://api${target}`), { method }));
  return answer.headers.get("X-Served");
}
