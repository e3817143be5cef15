import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PROJECT } from "../../../worker/commands/dev/settings.ts";
import { need, needFile, run } from "../../proxies/program.ts";
import { scratchFolder } from "../../world/scratch-folder.ts";

export interface Place {
  port: number;
  /** LATCHKEY_URL and LATCHKEY_TOKEN. */
  env: Record<string, string>;
}

const SNIPPETS = join(PROJECT, "web/pages/docs/snippets");
/** Debian's own, even if another Python comes first in PATH. */
const PYTHON = "/usr/bin/python3";
const PACKAGES = "/usr/lib/python3/dist-packages";

const here = (name: string) => join(import.meta.dirname, name);
const python = (framework: string) => ({
  PYTHONPATH: [join(SNIPPETS, framework), import.meta.dirname].join(":"),
  PYTHONDONTWRITEBYTECODE: "1",
});

/** Programs whose reports are open to those whom the documentation's code lets in. */
export const PROGRAMS: Record<string, (place: Place) => ReturnType<typeof run>> = {
  "Go's net/http"({ port, env }) {
    need("go", "golang-go");
    const folder = scratchFolder();
    mkdirSync(join(folder, "latchkey"));
    copyFileSync(join(SNIPPETS, "go/latchkey.go"), join(folder, "latchkey/latchkey.go"));
    copyFileSync(here("api.go"), join(folder, "api.go"));
    writeFileSync(join(folder, "go.mod"), "module api.example\n\ngo 1.19\n");
    const offline = { GOCACHE: join(folder, "cache"), GOPROXY: "off", GOFLAGS: "-buildvcs=false" };
    execFileSync("go", ["build", "-o", "api"], { cwd: folder, env: { ...process.env, ...offline } });
    return run(join(folder, "api"), [`${port}`], { port, env });
  },

  Rails({ port, env }) {
    need("rails", "ruby-railties");
    need("puma", "puma");
    const concern = { LATCHKEY_CONCERN: join(SNIPPETS, "rails/latchkey.rb"), RAILS_ENV: "production" };
    return run("puma", ["--quiet", "-b", `tcp://127.0.0.1:${port}`, here("rails.ru")], {
      port,
      env: { ...env, ...concern },
    });
  },

  FastAPI({ port, env }) {
    needFile(join(PACKAGES, "fastapi"), "python3-fastapi");
    needFile(join(PACKAGES, "uvicorn"), "python3-uvicorn");
    return run(PYTHON, ["-m", "uvicorn", "--log-level", "error", "--port", `${port}`, "fastapi_api:app"], {
      port,
      env: { ...env, ...python("fastapi") },
    });
  },

  "Django REST framework"({ port, env }) {
    needFile(join(PACKAGES, "rest_framework"), "python3-djangorestframework");
    return run(PYTHON, [here("django_api.py"), `${port}`], { port, env: { ...env, ...python("django") } });
  },
};
